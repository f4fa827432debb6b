import { useState } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';
import upSVG from '@plone/volto/icons/sort-up.svg';
import downSVG from '@plone/volto/icons/sort-down.svg';
import { wholeNumber } from '../../helpers/numbers';
import type { StateCount } from './types';

const messages = defineMessages({
  state: { id: 'zr.map.table.state', defaultMessage: 'Federal state' },
  chosen: { id: 'zr.map.table.chosen', defaultMessage: 'chosen, take away' },
});

type Column = 'title' | 'count';

type Props = {
  caption: string;
  /** What the numbers count: "Results". */
  counted: string;
  states: StateCount[];
  /** Where choosing a Land, or taking it away, leads. */
  to: (key: string) => string;
};

/** The Länder and their numbers as a table that sorts, with the same links as the map. */
const StateTable = ({ caption, counted, states, to }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const [column, setColumn] = useState<Column>('title');
  const [isDown, setIsDown] = useState(false);

  const byTitle = (a: StateCount, b: StateCount) =>
    a.title.localeCompare(b.title, intl.locale);
  const sorted = [...states].sort((a, b) => {
    const order =
      column === 'title' ? byTitle(a, b) : a.count - b.count || byTitle(b, a);
    return isDown ? -order : order;
  });

  const sortBy = (name: Column) => {
    // Of numbers, the greatest are asked for first.
    setIsDown(column === name ? !isDown : name === 'count');
    setColumn(name);
  };

  const heading = (name: Column, title: string) => (
    <th
      scope="col"
      className={name === 'count' ? 'number' : undefined}
      aria-sort={
        column === name ? (isDown ? 'descending' : 'ascending') : undefined
      }
    >
      <button type="button" onClick={() => sortBy(name)}>
        {title}
        {column === name && (
          <Icon name={isDown ? downSVG : upSVG} size="18px" />
        )}
      </button>
    </th>
  );

  return (
    <table className="zr-table zr-state-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heading('title', t(messages.state))}
          {heading('count', counted)}
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ key, title, count, isChosen }) => (
          <tr key={key} className={isChosen ? 'is-chosen' : undefined}>
            <th scope="row">
              {count > 0 || isChosen ? (
                <Link to={to(key)}>
                  {isChosen && <Icon name={checkSVG} size="18px" />}
                  {title}
                  {isChosen && (
                    <span className="zr-visually-hidden">
                      {' '}
                      ({t(messages.chosen)})
                    </span>
                  )}
                </Link>
              ) : (
                title
              )}
            </th>
            <td className="number">{wholeNumber(count, intl.locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export default StateTable;
