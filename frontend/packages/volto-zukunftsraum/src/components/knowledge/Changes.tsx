import { defineMessages, useIntl } from 'react-intl';
import { useResource } from '../../store/useResource';
import { changesPath } from './load';

const messages = defineMessages({
  title: {
    id: 'zr.knowledge.changes',
    defaultMessage:
      '{count, plural, =0 {Nothing is changed yet} one {What is changed: one part} other {What is changed: # parts}}',
  },
  out: { id: 'zr.knowledge.changes.out', defaultMessage: 'taken out:' },
  in: { id: 'zr.knowledge.changes.in', defaultMessage: 'new:' },
  other: {
    id: 'zr.knowledge.changes.other',
    defaultMessage: 'Changed, but not in its words.',
  },
});

type Piece = { kind: 'same' | 'out' | 'in'; text: string };

/** GET <copy>/@changes */
export type ChangesOfText = {
  items: { field: string; title: string; lines: Piece[][] }[];
};

/** How a working copy differs from the version that readers see. */
const Changes = ({ path }: { path: string }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const { data } = useResource<ChangesOfText>(changesPath(path));
  if (!data) return null;
  const title = t(messages.title, { count: data.items.length });
  if (data.items.length === 0) return <p>{title}</p>;

  const piece = ({ kind, text }: Piece, index: number) => {
    if (kind === 'same') return <span key={index}>{text}</span>;
    const Tag = kind === 'out' ? 'del' : 'ins';
    return (
      <Tag key={index}>
        <span className="zr-visually-hidden"> {t(messages[kind])} </span>
        {text}
      </Tag>
    );
  };

  return (
    <details className="zr-changes" open>
      <summary>{title}</summary>
      <dl>
        {data.items.map(({ field, title: name, lines }) => (
          <div key={field}>
            <dt>{name}</dt>
            {lines.length === 0 && <dd>{t(messages.other)}</dd>}
            {lines.map((line, index) => (
              <dd key={index}>{line.map(piece)}</dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
};

export default Changes;
