import { defineMessages, useIntl } from 'react-intl';
import { longDate } from '../../../helpers/dates';
import { euros } from '../../../helpers/numbers';
import DataTable from '../../listing/DataTable';
import { useMunicipality } from '../../listing/useMunicipality';
import { columnTitle } from '../form/columns';
import { TABLES } from '../form/rows';
import type { ColumnKind } from '../form/rows';

const messages = defineMessages({
  gross: { id: 'zr.grants.view.gross', defaultMessage: 'gross' },
  net: { id: 'zr.grants.view.net', defaultMessage: 'net' },
});

export const TownName = ({ ars }: { ars: string }) => (
  <>{useMunicipality(ars)?.name ?? ars}</>
);

type Stored = Record<string, string | boolean | null | undefined>;

type Props = {
  /** Of the field, as in `TABLES`. */
  name: string;
  title: string;
  rows: unknown[];
  categories?: { key: string; title: string }[] | null;
};

/** A table of an application to read; on a phone its rows are cards. */
const RowsTable = ({ name, title, rows, categories }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const cell = (kind: ColumnKind, value: Stored[string]) => {
    if (kind === 'flag')
      return t(value === false ? messages.net : messages.gross);
    if (!value || typeof value !== 'string') return '';
    switch (kind) {
      case 'date':
        return longDate(value, intl.locale) || value;
      case 'money':
        return euros(value, intl.locale);
      case 'number':
        return value.replace('.', ',');
      case 'choice':
        return categories?.find(({ key }) => key === value)?.title ?? value;
      case 'municipality':
        return <TownName ars={value} />;
      default:
        return <span className="zr-own-lines">{value}</span>;
    }
  };
  const columns = [
    ...TABLES[name],
    ...(name === 'cost_plan'
      ? [{ name: 'amount', as: 'money' as ColumnKind }]
      : []),
  ];
  const items = (rows as Stored[]).map((row, index) => ({
    row,
    id: String(index),
  }));
  return (
    <DataTable<{ row: Stored; id: string }>
      className={`zr-grant-rows zr-rows--${name}`}
      caption={title}
      id={({ id }) => id}
      items={items}
      columns={columns.map((column) => ({
        key: column.name,
        title: t(columnTitle(name, column.name)),
        className:
          column.as === 'money' || column.as === 'number'
            ? 'number'
            : undefined,
        cell: ({ row }) => cell(column.as, row[column.name]),
      }))}
    />
  );
};

export default RowsTable;
