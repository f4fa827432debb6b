import { useId } from 'react';
import { useIntl } from 'react-intl';
import { cents } from '../form/money';
import { euros, wholeNumber } from '../../../helpers/numbers';

export type FigureColumn<T> = {
  key: string;
  title: string;
  /** An amount as the API tells it, or a number. */
  value: (row: T) => string | number | null;
};

type Props<T> = {
  title: string;
  /** What the rows are. */
  rowTitle: string;
  rows: T[];
  id: (row: T) => string;
  name: (row: T) => string;
  columns: FigureColumn<T>[];
  /** What the bar in each row shows; all rows have the same scale. */
  bar: (row: T) => string;
};

/** Figures as a table, with a bar in each row that says the same for the eye. */
function FigureTable<T>({
  title,
  rowTitle,
  rows,
  id,
  name,
  columns,
  bar,
}: Props<T>) {
  const { locale } = useIntl();
  const titleId = useId();
  const most = Math.max(1, ...rows.map((row) => cents(bar(row)) ?? 0));
  return (
    <section aria-labelledby={titleId} className="zr-figures-part">
      <h2 id={titleId}>{title}</h2>
      <div
        className="zr-table-wrapper"
        role="group"
        aria-labelledby={titleId}
        // It scrolls by itself on a phone, by keyboard too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table className="zr-table zr-figures-table">
          <thead>
            <tr>
              <th scope="col">{rowTitle}</th>
              {columns.map(({ key, title: column }) => (
                <th key={key} scope="col" className="number">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={id(row)}>
                <th scope="row">
                  {name(row)}
                  <svg
                    className="zr-figures-bar"
                    viewBox="0 0 100 10"
                    preserveAspectRatio="none"
                    aria-hidden="true"
                  >
                    <rect
                      width={((cents(bar(row)) ?? 0) / most) * 100}
                      height="10"
                    />
                  </svg>
                </th>
                {columns.map(({ key, value }) => {
                  const figure = value(row);
                  return (
                    <td key={key} className="number">
                      {typeof figure === 'number'
                        ? wholeNumber(figure, locale)
                        : euros(figure, locale) || '–'}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export default FigureTable;
