import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import { RadioField } from '../forms/Choices';
import Field, { TextField } from '../forms/Field';
import type { Membership } from '../members/types';
import { outcomeMessages } from './OutcomeBadge';
import { transfersPath } from './load';
import type { OutcomeKind, Transfer } from './types';

const messages = defineMessages({
  addTitle: {
    id: 'zr.practices.transfer.add.title',
    defaultMessage: 'We have reused this',
  },
  editTitle: {
    id: 'zr.practices.transfer.edit.title',
    defaultMessage: 'Correct the record of {name}',
  },
  how: {
    id: 'zr.practices.transfer.how',
    defaultMessage:
      'Everybody who sees this example sees your record, with the name of your municipality and without yours. What did not work helps others just as much.',
  },
  municipality: {
    id: 'zr.practices.transfer.municipality',
    defaultMessage: 'Municipality',
  },
  year: { id: 'zr.practices.transfer.year', defaultMessage: 'Year' },
  yearHelp: {
    id: 'zr.practices.transfer.year.help',
    defaultMessage: 'In which you began.',
  },
  kind: {
    id: 'zr.practices.transfer.kind',
    defaultMessage: 'How did it go?',
  },
  outcome: {
    id: 'zr.practices.transfer.outcome',
    defaultMessage: 'What came of it?',
  },
  outcomeHelp: {
    id: 'zr.practices.transfer.outcome.help',
    defaultMessage:
      'Two or three sentences: what is there today, what went well, what did not?',
  },
  adaptation: {
    id: 'zr.practices.transfer.adaptation',
    defaultMessage: 'What did you do differently?',
  },
  adaptationHelp: {
    id: 'zr.practices.transfer.adaptation.help',
    defaultMessage:
      'For example: fewer places, another partner, without your own money.',
  },
  add: {
    id: 'zr.practices.transfer.add',
    defaultMessage: 'Publish the record',
  },
  save: { id: 'zr.practices.transfer.save', defaultMessage: 'Save the record' },
  withdrawTitle: {
    id: 'zr.practices.transfer.withdraw.title',
    defaultMessage: 'Withdraw the record of {name}?',
  },
  withdrawText: {
    id: 'zr.practices.transfer.withdraw.text',
    defaultMessage:
      'It is deleted for good and no longer counts. This cannot be undone.',
  },
  withdraw: {
    id: 'zr.practices.transfer.withdraw',
    defaultMessage: 'Withdraw the record',
  },
  hideTitle: {
    id: 'zr.practices.transfer.hide.title',
    defaultMessage: 'Hide the record of {name}',
  },
  hideText: {
    id: 'zr.practices.transfer.hide.text',
    defaultMessage:
      'Only the editors and {name} still see it, and it no longer counts. {name} is told your reason. You can show it again at any time.',
  },
  reason: { id: 'zr.practices.transfer.reason', defaultMessage: 'Reason' },
  hide: { id: 'zr.practices.transfer.hide', defaultMessage: 'Hide the record' },
});

const LONGEST = 2000;
const KINDS: OutcomeKind[] = ['worked', 'partly', 'failed'];

type Common = {
  /** Of the example. */
  path: string;
  onDone: () => void;
  onClose: () => void;
};

type EditProps = Common & {
  /** Which is corrected; without one, a new record is made. */
  transfer?: Transfer;
  /** Those for which this person may speak. */
  municipalities?: Membership[];
};

/** Adds or corrects what the own municipality tells about its reuse. */
export const TransferDialog = ({
  path,
  transfer,
  municipalities = [],
  onDone,
  onClose,
}: EditProps) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const [values, setValues] = useState({
    municipality: transfer?.municipality.ars ?? municipalities[0]?.ars ?? '',
    year: String(transfer?.year ?? new Date().getFullYear()),
    adaptation: transfer?.adaptation ?? '',
    outcome: transfer?.outcome ?? '',
    outcome_kind: (transfer?.outcome_kind ?? '') as OutcomeKind | '',
  });
  const change = (changed: Partial<typeof values>) =>
    setValues({ ...values, ...changed });

  const send = () => {
    const { municipality, year, ...texts } = values;
    const said = { ...texts, year: /^\d+$/.test(year) ? Number(year) : year };
    return transfer
      ? call('patch', `${transfersPath(path)}/${transfer.id}`, said)
      : call('post', transfersPath(path), { municipality, ...said });
  };

  return (
    <FormDialog
      title={
        transfer
          ? t(messages.editTitle, { name: transfer.municipality.name })
          : t(messages.addTitle)
      }
      submitLabel={t(transfer ? messages.save : messages.add)}
      action={send}
      onDone={onDone}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t(messages.how)}</p>
          {!transfer && municipalities.length > 1 && (
            <Field
              id="zr-transfer-municipality"
              required
              label={t(messages.municipality)}
              error={errors.municipality}
            >
              {(input) => (
                <select
                  {...input}
                  value={values.municipality}
                  onChange={({ target }) =>
                    change({ municipality: target.value })
                  }
                >
                  {municipalities.map(({ ars, name }) => (
                    <option key={ars} value={ars}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          {!transfer && municipalities.length === 1 && (
            <div className="zr-field">
              <p className="zr-given">
                {t(messages.municipality)}:{' '}
                <strong>{municipalities[0].name}</strong>
              </p>
              {errors.municipality && (
                <p className="zr-field-error" role="alert">
                  {errors.municipality}
                </p>
              )}
            </div>
          )}
          <TextField
            id="zr-transfer-year"
            name="year"
            required
            inputMode="numeric"
            maxLength={4}
            label={t(messages.year)}
            help={t(messages.yearHelp)}
            error={errors.year}
            value={values.year}
            onChange={(year) => change({ year })}
          />
          <RadioField
            id="zr-transfer-kind"
            name="outcome_kind"
            legend={t(messages.kind)}
            error={errors.outcome_kind}
            choices={KINDS.map((value) => ({
              value,
              label: t(outcomeMessages[value]),
            }))}
            value={values.outcome_kind}
            onChange={(value) => change({ outcome_kind: value as OutcomeKind })}
          />
          <TextField
            id="zr-transfer-outcome"
            name="outcome"
            required
            rows={4}
            maxLength={LONGEST}
            label={t(messages.outcome)}
            help={t(messages.outcomeHelp)}
            error={errors.outcome}
            value={values.outcome}
            onChange={(outcome) => change({ outcome })}
          />
          <TextField
            id="zr-transfer-adaptation"
            name="adaptation"
            rows={3}
            maxLength={LONGEST}
            label={t(messages.adaptation)}
            help={t(messages.adaptationHelp)}
            error={errors.adaptation}
            value={values.adaptation}
            onChange={(adaptation) => change({ adaptation })}
          />
        </>
      )}
    </FormDialog>
  );
};

type OneProps = Common & { transfer: Transfer };

/** The municipality takes its record back. */
export const WithdrawDialog = ({
  path,
  transfer,
  onDone,
  onClose,
}: OneProps) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  return (
    <FormDialog
      danger
      title={t(messages.withdrawTitle, { name: transfer.municipality.name })}
      submitLabel={t(messages.withdraw)}
      action={() => call('del', `${transfersPath(path)}/${transfer.id}`)}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t(messages.withdrawText)}</p>
    </FormDialog>
  );
};

/** An editor hides a record and says why. */
export const HideDialog = ({ path, transfer, onDone, onClose }: OneProps) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const [reason, setReason] = useState('');
  const { name } = transfer.municipality;
  return (
    <FormDialog
      title={t(messages.hideTitle, { name })}
      submitLabel={t(messages.hide)}
      action={() =>
        call('patch', `${transfersPath(path)}/${transfer.id}`, {
          hidden: true,
          reason,
        })
      }
      onDone={onDone}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t(messages.hideText, { name })}</p>
          <TextField
            id="zr-transfer-reason"
            name="reason"
            required
            rows={3}
            maxLength={500}
            label={t(messages.reason)}
            error={errors.reason}
            value={reason}
            onChange={setReason}
          />
        </>
      )}
    </FormDialog>
  );
};
