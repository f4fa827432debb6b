import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { downloadTable } from '../../account/download';
import type { TableFormat } from '../../account/download';
import FormDialog from '../../dialogs/FormDialog';
import { RadioField } from '../../forms/Choices';

const messages = defineMessages({
  title: {
    id: 'zr.grants.payments.export.title',
    defaultMessage: 'Save the payment list with whole IBANs',
  },
  text: {
    id: 'zr.grants.payments.export.text',
    defaultMessage:
      '{count, plural, one {One application is} other {# applications are}} in the list as you have narrowed it down.',
  },
  record: {
    id: 'zr.grants.payments.export.record',
    defaultMessage:
      'With each application it is put on record that you have seen its IBAN. Delete the file when the money is transferred.',
  },
  format: {
    id: 'zr.grants.payments.export.format',
    defaultMessage: 'Format of the file',
  },
  xlsx: { id: 'zr.grants.payments.export.xlsx', defaultMessage: 'Excel table' },
  csv: { id: 'zr.grants.payments.export.csv', defaultMessage: 'CSV' },
  submit: {
    id: 'zr.grants.payments.export.submit',
    defaultMessage: 'Save with IBANs',
  },
  file: { id: 'zr.grants.payments.file', defaultMessage: 'payments' },
});

type Props = {
  year: string;
  state: string;
  /** How many applications it has. */
  count: number;
  onDone: () => void;
  onClose: () => void;
};

/** Says that each view is on record, and saves the list with whole IBANs. */
const PaymentsExport = ({ year, state, count, onDone, onClose }: Props) => {
  const t = useIntl().formatMessage;
  const [format, setFormat] = useState<TableFormat>('xlsx');
  return (
    <FormDialog
      title={t(messages.title)}
      submitLabel={t(messages.submit)}
      action={() =>
        downloadTable('/@grant-payments', format, t(messages.file), {
          format,
          year: year || null,
          state: state || null,
        })
      }
      onDone={onDone}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t(messages.text, { count })}</p>
          <p>
            <strong>{t(messages.record)}</strong>
          </p>
          <RadioField
            id="zr-payments-format"
            name="format"
            legend={t(messages.format)}
            error={errors.format}
            value={format}
            choices={(['xlsx', 'csv'] as const).map((value) => ({
              value,
              label: t(messages[value]),
            }))}
            onChange={(value) => setFormat(value as TableFormat)}
          />
        </>
      )}
    </FormDialog>
  );
};

export default PaymentsExport;
