import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { longDate } from '../../../helpers/dates';
import { euros } from '../../../helpers/numbers';
import FormDialog from '../../dialogs/FormDialog';
import { useCall } from '../../forms/call';
import { TextField } from '../../forms/Field';
import { sentAmount, shownAmount } from '../form/money';
import { paymentPath } from './load';
import type { Payment } from './types';

const messages = defineMessages({
  title: {
    id: 'zr.grants.payments.note.title',
    defaultMessage: 'Note the payment for {number}',
  },
  text: {
    id: 'zr.grants.payments.note.text',
    defaultMessage:
      'Note what has been transferred. The portal itself transfers nothing.',
  },
  day: {
    id: 'zr.grants.payments.note.day',
    defaultMessage: 'Day of the payment',
  },
  dayHelp: {
    id: 'zr.grants.payments.note.day.help',
    defaultMessage: 'Between the approval and today.',
  },
  amount: {
    id: 'zr.grants.payments.note.amount',
    defaultMessage: 'Amount paid (EUR)',
  },
  amountHelp: {
    id: 'zr.grants.payments.note.amount.help',
    defaultMessage: '{amount} are approved.',
  },
  note: {
    id: 'zr.grants.payments.note',
    defaultMessage: 'Note the payment',
  },
  backTitle: {
    id: 'zr.grants.payments.back.title',
    defaultMessage: 'Take back the payment for {number}?',
  },
  backText: {
    id: 'zr.grants.payments.back.text',
    defaultMessage:
      'The payment of {amount} on {day} was noted by mistake: then it counts as not paid. The record of the application keeps both.',
  },
  reasons: {
    id: 'zr.grants.payments.back.reasons',
    defaultMessage: 'Reason',
  },
  back: {
    id: 'zr.grants.payments.back',
    defaultMessage: 'Take the payment back',
  },
});

type Common = {
  /** Path of the application. */
  path: string;
  number: string;
  onDone: () => void;
  onClose: () => void;
};

/** Today in Germany, "2026-11-30". */
export const today = (now = new Date()) =>
  now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' });

/** Notes that an application was paid. `approved`: the amount of the approval. */
export const NoteDialog = ({
  path,
  number,
  approved,
  ...on
}: Common & { approved: string }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const [day, setDay] = useState(today);
  const [amount, setAmount] = useState(shownAmount(approved));
  return (
    <FormDialog
      title={t(messages.title, { number })}
      submitLabel={t(messages.note)}
      action={() =>
        call('post', paymentPath(path), { day, amount: sentAmount(amount) })
      }
      {...on}
    >
      {(errors) => (
        <>
          <p>{t(messages.text)}</p>
          <TextField
            id="zr-payment-day"
            name="day"
            type="date"
            required
            label={t(messages.day)}
            help={t(messages.dayHelp)}
            error={errors.day}
            value={day}
            onChange={setDay}
          />
          <TextField
            id="zr-payment-amount"
            name="amount"
            required
            inputMode="decimal"
            autoComplete="off"
            maxLength={20}
            label={t(messages.amount)}
            help={t(messages.amountHelp, {
              amount: euros(approved, intl.locale),
            })}
            error={errors.amount}
            value={amount}
            onChange={setAmount}
          />
        </>
      )}
    </FormDialog>
  );
};

/** Takes back a payment that was noted by mistake. */
export const TakeBackDialog = ({
  path,
  number,
  payment,
  ...on
}: Common & { payment: Payment }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const [reasons, setReasons] = useState('');
  return (
    <FormDialog
      danger
      title={t(messages.backTitle, { number })}
      submitLabel={t(messages.back)}
      action={() => call('del', paymentPath(path), { reasons })}
      {...on}
    >
      {(errors) => (
        <>
          <p>
            {t(messages.backText, {
              amount: euros(payment.amount, intl.locale),
              day: longDate(payment.day, intl.locale),
            })}
          </p>
          <TextField
            id="zr-payment-reasons"
            name="reasons"
            required
            rows={3}
            maxLength={1000}
            label={t(messages.reasons)}
            error={errors.reasons}
            value={reasons}
            onChange={setReasons}
          />
        </>
      )}
    </FormDialog>
  );
};
