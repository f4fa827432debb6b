import type { ReactNode } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import type { Heading } from './headings';

const messages = defineMessages({
  title: { id: 'zr.page.contents', defaultMessage: 'On this page' },
});

/** A list of what stands on this page. One heading needs no list. */
const Contents = ({
  headings,
  children,
}: {
  headings: Heading[];
  /** What stands below the list. */
  children?: ReactNode;
}) => {
  const intl = useIntl();
  const entries = headings.filter(({ level }) => level === 2);
  if (entries.length < 2) return null;
  return (
    <nav className="zr-contents" aria-labelledby="zr-contents-title">
      <h2 id="zr-contents-title">{intl.formatMessage(messages.title)}</h2>
      <ol>
        {entries.map(({ id, text }) => (
          <li key={id}>
            <a className="link-container" href={`#${id}`}>
              {text}
            </a>
          </li>
        ))}
      </ol>
      {children}
    </nav>
  );
};

export default Contents;
