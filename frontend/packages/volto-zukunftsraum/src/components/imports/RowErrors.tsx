import { defineMessages, useIntl } from 'react-intl';
import { wholeNumber } from '../../helpers/numbers';
import DataTable from '../listing/DataTable';

const messages = defineMessages({
  wrong: {
    id: 'zr.imports.wrong',
    defaultMessage:
      '{count, plural, one {One thing has to be mended.} other {# things have to be mended.}} Nothing was created; your rows are still here.',
  },
  shown: {
    id: 'zr.imports.shown',
    defaultMessage: 'The first {shown} are shown.',
  },
  row: { id: 'zr.imports.row', defaultMessage: 'Row' },
  column: { id: 'zr.imports.column', defaultMessage: 'Column' },
  problem: { id: 'zr.imports.problem', defaultMessage: 'What to mend' },
});

const SHOWN = 200;

export type RowError = { row: number; field: string; message: string };

/** What is wrong with the rows of a table that shall be imported. */
const RowErrors = ({ errors }: { errors: RowError[] }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  return (
    <>
      <p className="zr-error">
        {t(messages.wrong, { count: errors.length })}
        {errors.length > SHOWN &&
          ` ${t(messages.shown, { shown: wholeNumber(SHOWN, intl.locale) })}`}
      </p>
      <DataTable
        caption={t(messages.problem)}
        columns={[
          {
            key: 'row',
            title: t(messages.row),
            isHeading: true,
            cell: ({ row }) => (
              <>
                <span className="zr-card-only">{t(messages.row)} </span>
                {row}
              </>
            ),
          },
          {
            key: 'field',
            title: t(messages.column),
            cell: ({ field }) => field || '–',
          },
          {
            key: 'message',
            title: t(messages.problem),
            cell: ({ message }) => message,
          },
        ]}
        items={errors.slice(0, SHOWN)}
        id={({ row, field, message }) => `${row} ${field} ${message}`}
      />
    </>
  );
};

export default RowErrors;
