/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import cx from 'classnames';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import upSVG from '@plone/volto/icons/sort-up.svg';
import downSVG from '@plone/volto/icons/sort-down.svg';

export type Column<T> = {
  key: string;
  title: string;
  cell: (item: T) => ReactNode;
  /** Names the row. */
  isHeading?: boolean;
  /** On a phone the card shows no name of the column. */
  withoutLabel?: boolean;
  className?: string;
  /** It can be sorted by this column: how it is, and where its head leads. */
  sort?: { order?: 'ascending' | 'descending'; to: string };
};

type Props<T> = {
  caption: string;
  columns: Column<T>[];
  items: T[];
  id: (item: T) => string;
  busy?: boolean;
  className?: string;
};

/**
 * A dense table, whose rows become cards on a phone. The roles are written out
 * because browsers forget them when a table is laid out as blocks.
 */
function DataTable<T>({
  caption,
  columns,
  items,
  id,
  busy,
  className,
}: Props<T>) {
  return (
    <table
      role="table"
      className={cx('zr-table zr-data-table', className)}
      aria-busy={busy || undefined}
    >
      <caption className="zr-visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, title, className: name, sort }) => (
            <th
              key={key}
              role="columnheader"
              scope="col"
              className={name}
              aria-sort={sort?.order}
            >
              {sort ? (
                <Link className="zr-sort" to={sort.to}>
                  {title}
                  {sort.order && (
                    <Icon
                      name={sort.order === 'descending' ? downSVG : upSVG}
                      size="18px"
                    />
                  )}
                </Link>
              ) : (
                title
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((item) => (
          <tr key={id(item)} role="row">
            {columns.map(
              ({
                key,
                title,
                cell,
                isHeading,
                withoutLabel,
                className: name,
              }) =>
                isHeading ? (
                  <th key={key} role="rowheader" scope="row" className={name}>
                    {cell(item)}
                  </th>
                ) : (
                  <td
                    key={key}
                    role="cell"
                    className={name}
                    data-label={withoutLabel ? undefined : title}
                  >
                    {cell(item)}
                  </td>
                ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export default DataTable;
