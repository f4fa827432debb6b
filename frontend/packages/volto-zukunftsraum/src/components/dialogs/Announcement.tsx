import { useEffect, useRef, useState } from 'react';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';

/**
 * What was done, said where everybody sees and hears it. The region is in the
 * page before it says anything, so that screen readers notice. It takes the
 * focus, since what was clicked may be gone.
 */
export function useAnnouncement() {
  const [said, setSaid] = useState<{ text: string } | null>(null);
  return {
    text: said,
    /** Each call is said, also the same words once more. */
    announce: (text: string) => setSaid({ text }),
    clear: () => setSaid(null),
  };
}

type Props = { text: { text: string } | null };

const Announcement = ({ text }: Props) => {
  const element = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (text) element.current?.focus();
  }, [text]);

  return (
    <div
      ref={element}
      role="status"
      tabIndex={-1}
      className="zr-announcement-region"
    >
      {text && (
        <p className="zr-announcement">
          <Icon name={checkSVG} size="20px" />
          <span>{text.text}</span>
        </p>
      )}
    </div>
  );
};

export default Announcement;
