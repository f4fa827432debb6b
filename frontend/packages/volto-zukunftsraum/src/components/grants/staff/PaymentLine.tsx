import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { longDate } from '../../../helpers/dates';
import { euros } from '../../../helpers/numbers';
import { useReload } from '../../../store/useReload';
import { useResource } from '../../../store/useResource';
import { NoteDialog, TakeBackDialog } from './PaymentDialogs';
import { paymentPath } from './load';
import type { Payment, StaffContent } from './types';

const messages = defineMessages({
  title: { id: 'zr.grants.staff.payment', defaultMessage: 'Payment' },
  paid: {
    id: 'zr.grants.staff.payment.paid',
    defaultMessage: '{amount} were paid on {day}.',
  },
  open: {
    id: 'zr.grants.staff.payment.open',
    defaultMessage: 'Not paid yet.',
  },
  note: {
    id: 'zr.grants.payments.note',
    defaultMessage: 'Note the payment',
  },
  back: {
    id: 'zr.grants.payments.back',
    defaultMessage: 'Take the payment back',
  },
  noted: {
    id: 'zr.grants.payments.noted',
    defaultMessage: 'The payment is noted.',
  },
  takenBack: {
    id: 'zr.grants.payments.takenBack',
    defaultMessage: 'The payment is taken back.',
  },
});

type Props = {
  path: string;
  content: StaffContent;
  mayPay: boolean;
  /** Says what was done, and has the rest of the page read anew. */
  onDone: (words: string) => void;
};

/** Whether an approved application was paid; finance notes it here too. */
const PaymentLine = ({ path, content, mayPay, onDone }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const reload = useReload();
  const found = useResource<{ payment: Payment | null }>(paymentPath(path));
  const [asks, setAsks] = useState(false);
  if (!found.data) return null;
  const { payment } = found.data;
  const done = async (words: string) => {
    setAsks(false);
    await reload(paymentPath(path));
    onDone(words);
  };
  const common = {
    path,
    number: content.number ?? '',
    onClose: () => setAsks(false),
  };
  return (
    <>
      <h3>{t(messages.title)}</h3>
      <p>
        {payment
          ? t(messages.paid, {
              amount: euros(payment.amount, intl.locale),
              day: longDate(payment.day, intl.locale),
            })
          : t(messages.open)}
      </p>
      {mayPay && (
        <p>
          <button
            type="button"
            className="zr-button zr-button--secondary"
            aria-haspopup="dialog"
            onClick={() => setAsks(true)}
          >
            {t(payment ? messages.back : messages.note)}
          </button>
        </p>
      )}
      {asks &&
        (payment ? (
          <TakeBackDialog
            {...common}
            payment={payment}
            onDone={() => done(t(messages.takenBack))}
          />
        ) : (
          <NoteDialog
            {...common}
            approved={content.process?.decision?.amount ?? ''}
            onDone={() => done(t(messages.noted))}
          />
        ))}
    </>
  );
};

export default PaymentLine;
