import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import cx from 'classnames';

type Props = {
  title: string;
  /** Called when it is closed, by Escape, too. */
  onClose: () => void;
  /** While something is sent it stays open. */
  busy?: boolean;
  /** Changes when other content takes the place of the old: the title is read anew. */
  stage?: string;
  className?: string;
  children: ReactNode;
};

/** A dialog in front of the page; the focus goes back to where it was opened. */
const Dialog = ({
  title,
  onClose,
  busy,
  stage,
  className,
  children,
}: Props) => {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const firstStage = useRef(stage);

  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement as HTMLElement | null;
    if (element && !element.open) element.showModal();
    // Begin with the text, not with the button that destroys something.
    heading.current?.focus();
    return () => {
      element?.close();
      if (opener?.isConnected) opener.focus();
    };
  }, []);

  useEffect(() => {
    if (stage !== firstStage.current) heading.current?.focus();
    firstStage.current = stage;
  }, [stage]);

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={cx('zr-dialog', className)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        if (!busy) onClose();
      }}
      onClose={onClose}
    >
      <h2 id={titleId} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  );
};

export default Dialog;
