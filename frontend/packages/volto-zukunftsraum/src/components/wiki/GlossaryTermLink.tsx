import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import type { GlossaryTerm } from './glossary';

const messages = defineMessages({
  about: {
    id: 'zr.wiki.glossary.about',
    defaultMessage: 'Glossary: {text}',
  },
});

/** Space that stays free at the edge of the window, in px. */
const EDGE = 16;

type Props = { element: { data: GlossaryTerm }; children?: ReactNode };

/**
 * A term of the glossary in a text: a link to its article. Its short version is
 * shown when the pointer or the focus is on it, and is its description for those
 * who hear it. Escape hides it; the pointer may rest on it.
 */
const GlossaryTermLink = ({ element, children }: Props) => {
  const intl = useIntl();
  const id = useId();
  const [open, setOpen] = useState(false);
  const tip = useRef<HTMLSpanElement>(null);
  const { title, description } = element.data;

  const show = () => {
    setOpen(true);
    // At the right edge of the window it moves to the left.
    requestAnimationFrame(() => {
      const element = tip.current;
      if (!element) return;
      element.style.setProperty('--zr-shift', '0px');
      const over =
        element.getBoundingClientRect().right + EDGE - window.innerWidth;
      if (over > 0) element.style.setProperty('--zr-shift', `-${over}px`);
    });
  };
  const hide = () => setOpen(false);

  // Also while only the pointer rests on it, and the focus is elsewhere.
  useEffect(() => {
    if (!open) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(false);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open]);

  return (
    <span
      className="zr-term"
      role="presentation"
      onMouseEnter={show}
      onMouseLeave={hide}
    >
      <Link
        to={flattenToAppURL(element.data['@id'])}
        className="zr-term-link"
        aria-describedby={description ? id : undefined}
        onFocus={show}
        onBlur={hide}
      >
        {children}
      </Link>
      {description && (
        <span id={id} ref={tip} role="tooltip" hidden={!open}>
          <strong>{title}</strong>{' '}
          {intl.formatMessage(messages.about, { text: description })}
        </span>
      )}
    </span>
  );
};

export default GlossaryTermLink;
