import { Fragment } from 'react';

/** An address in a text; what ends a sentence does not belong to it. */
const ADDRESS = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/g;

/** Sources, each with its addresses as links. */
const SourceList = ({ sources }: { sources: string[] }) => (
  <ul className="zr-sources">
    {sources.map((source) => (
      <li key={source}>
        {source.split(ADDRESS).map((part, index) =>
          index % 2 === 1 ? (
            <a key={index} href={part} rel="noopener">
              {part}
            </a>
          ) : (
            <Fragment key={index}>{part}</Fragment>
          ),
        )}
      </li>
    ))}
  </ul>
);

export default SourceList;
