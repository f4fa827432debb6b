import { useState } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import downloadSVG from '@plone/volto/icons/download.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { longDate } from '../../../helpers/dates';
import { euros } from '../../../helpers/numbers';
import Protected from '../../access/Protected';
import Announcement, { useAnnouncement } from '../../dialogs/Announcement';
import DataTable from '../../listing/DataTable';
import type { Column } from '../../listing/DataTable';
import Loaded from '../../listing/Loaded';
import PageLinks from '../../listing/PageLinks';
import { pageCount } from '../../listing/query';
import type { Listed } from '../../listing/urlParameters';
import { useOwnList } from '../../listing/useOwnList';
import { usePageFocus } from '../../listing/usePageFocus';
import { NoteDialog, TakeBackDialog } from './PaymentDialogs';
import PaymentsExport from './PaymentsExport';
import StaffNav from './StaffNav';
import YearFilter from './YearFilter';
import { paymentsPath } from './load';
import type { PaymentRow } from './types';

const messages = defineMessages({
  title: {
    id: 'zr.grants.payments',
    defaultMessage: 'Payments of the grants',
  },
  lead: {
    id: 'zr.grants.payments.lead',
    defaultMessage:
      'What is approved and to be paid. IBANs are shortened here; whole ones are in the file that you save for the transfer.',
  },
  filter: {
    id: 'zr.grants.payments.filter',
    defaultMessage: 'Which payments',
  },
  open: { id: 'zr.grants.payments.open', defaultMessage: 'Open' },
  paid: { id: 'zr.grants.payments.paid', defaultMessage: 'Paid' },
  all: { id: 'zr.grants.payments.all', defaultMessage: 'All' },
  save: {
    id: 'zr.grants.payments.save',
    defaultMessage: 'Save with whole IBANs …',
  },
  saved: {
    id: 'zr.grants.payments.saved',
    defaultMessage:
      'The list is saved. It is on record that you have seen the IBANs.',
  },
  count: {
    id: 'zr.grants.payments.count',
    defaultMessage:
      '{total, plural, =0 {No payments} one {# payment} other {# payments}}',
  },
  noneOpen: {
    id: 'zr.grants.payments.none.open',
    defaultMessage: 'Nothing is to be paid.',
  },
  nonePaid: {
    id: 'zr.grants.payments.none.paid',
    defaultMessage: 'No payment is noted yet.',
  },
  noneAll: {
    id: 'zr.grants.payments.none.all',
    defaultMessage: 'No application is approved yet.',
  },
  application: {
    id: 'zr.grants.work.application',
    defaultMessage: 'Application',
  },
  deleted: {
    id: 'zr.grants.payments.deleted',
    defaultMessage: 'The application has been deleted.',
  },
  payee: { id: 'zr.grants.audit.payee', defaultMessage: 'Payee' },
  iban: { id: 'zr.grants.audit.iban', defaultMessage: 'IBAN' },
  noIban: {
    id: 'zr.grants.payments.noIban',
    defaultMessage: 'No IBAN given',
  },
  amount: { id: 'zr.grants.figures.approved', defaultMessage: 'Approved' },
  purpose: {
    id: 'zr.grants.payments.purpose',
    defaultMessage: 'Purpose',
  },
  payment: { id: 'zr.grants.staff.payment', defaultMessage: 'Payment' },
  paidOn: {
    id: 'zr.grants.payments.paidOn',
    defaultMessage: '{amount} on {day}',
  },
  notPaid: {
    id: 'zr.grants.payments.notPaid',
    defaultMessage: 'open',
  },
  actions: { id: 'zr.grants.payments.actions', defaultMessage: 'Actions' },
  note: {
    id: 'zr.grants.payments.note',
    defaultMessage: 'Note the payment',
  },
  back: {
    id: 'zr.grants.payments.back',
    defaultMessage: 'Take the payment back',
  },
  of: { id: 'zr.grants.payments.of', defaultMessage: '{step}: {number}' },
  noted: {
    id: 'zr.grants.payments.noted.of',
    defaultMessage: 'The payment for {number} is noted.',
  },
  takenBack: {
    id: 'zr.grants.payments.takenBack.of',
    defaultMessage: 'The payment for {number} is taken back.',
  },
});

const STATES = ['open', 'paid', 'all'] as const;
const EMPTY = {
  open: messages.noneOpen,
  paid: messages.nonePaid,
  all: messages.noneAll,
};

/** What finance pays and has paid, at /foerderantraege/auszahlungen. */
const PaymentsPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const {
    url,
    list: payments,
    isClosed,
    readAgain,
  } = useOwnList<Listed<PaymentRow>>(paymentsPath);
  const { text, announce } = useAnnouncement();
  const [asked, setAsked] = useState<PaymentRow | 'export' | null>(null);
  const given = url.get('state');
  const state = STATES.find((one) => one === given) ?? 'open';

  const heading = usePageFocus(url.page);

  if (isClosed) {
    return <Protected />;
  }

  const done = async (words: string) => {
    setAsked(null);
    await readAgain();
    announce(words);
  };

  const columns: Column<PaymentRow>[] = [
    {
      key: 'application',
      title: t(messages.application),
      isHeading: true,
      cell: ({ '@id': id, number, municipality }) => (
        <>
          {id ? <Link to={flattenToAppURL(id)}>{number}</Link> : number}
          <p className="zr-muted">
            {id ? municipality?.name : t(messages.deleted)}
          </p>
        </>
      ),
    },
    {
      key: 'payee',
      title: t(messages.payee),
      cell: ({ payee }) => payee || '–',
    },
    {
      key: 'iban',
      title: t(messages.iban),
      className: 'date',
      cell: ({ iban }) =>
        iban || <span className="zr-due">{t(messages.noIban)}</span>,
    },
    {
      key: 'purpose',
      title: t(messages.purpose),
      cell: ({ purpose }) => purpose,
    },
    {
      key: 'amount',
      title: t(messages.amount),
      className: 'number',
      cell: ({ amount }) => euros(amount, intl.locale),
    },
    {
      key: 'payment',
      title: t(messages.payment),
      cell: ({ payment }) =>
        payment
          ? t(messages.paidOn, {
              amount: euros(payment.amount, intl.locale),
              day: longDate(payment.day, intl.locale),
            })
          : t(messages.notPaid),
    },
    {
      key: 'actions',
      title: t(messages.actions),
      withoutLabel: true,
      className: 'actions',
      cell: (row) => {
        const step = t(row.payment ? messages.back : messages.note);
        return (
          row['@id'] && (
            <div className="zr-row-actions">
              <button
                type="button"
                className={`zr-button zr-button--${row.payment ? 'quiet' : 'secondary'}`}
                aria-haspopup="dialog"
                aria-label={t(messages.of, { step, number: row.number })}
                onClick={() => setAsked(row)}
              >
                {step}
              </button>
            </div>
          )
        );
      },
    },
  ];

  const row = asked && asked !== 'export' ? asked : null;
  const common = {
    path: row ? flattenToAppURL(row['@id'] ?? '') : '',
    number: row?.number ?? '',
    onClose: () => setAsked(null),
  };
  return (
    <div className="zr-page zr-work">
      <Helmet
        title={t(messages.title)}
        meta={[{ name: 'robots', content: 'noindex, nofollow' }]}
      />
      <h1 className="documentFirstHeading">{t(messages.title)}</h1>
      <StaffNav />
      <p className="zr-lead">{t(messages.lead)}</p>
      <div className="zr-staff-head">
        <div
          className="zr-cluster zr-staff-lists"
          role="group"
          aria-label={t(messages.filter)}
        >
          {STATES.map((one) => (
            <Link
              key={one}
              className={`zr-button zr-button--${state === one ? 'primary' : 'secondary'}`}
              to={url.to({ state: one === 'open' ? '' : one })}
              aria-current={state === one ? 'true' : undefined}
            >
              {t(messages[one])}
            </Link>
          ))}
        </div>
        <YearFilter id="zr-payments-year" />
      </div>
      <Announcement text={text} />
      <Loaded resource={payments} onRetry={() => readAgain()}>
        {({ items, items_total: total }, busy) => (
          <>
            <div className="zr-staff-head">
              <p role="status" className="zr-count" ref={heading} tabIndex={-1}>
                {t(messages.count, { total })}
              </p>
              {total > 0 && (
                <button
                  type="button"
                  className="zr-button zr-button--quiet"
                  aria-haspopup="dialog"
                  onClick={() => setAsked('export')}
                >
                  <Icon name={downloadSVG} size="20px" />
                  {t(messages.save)}
                </button>
              )}
            </div>
            {items.length > 0 ? (
              <DataTable
                className="zr-staff-table"
                caption={`${t(messages.title)}: ${t(messages[state])}`}
                columns={columns}
                items={items}
                id={({ uid }) => uid}
                busy={busy}
              />
            ) : (
              <p className="zr-empty">{t(EMPTY[state])}</p>
            )}
            <PageLinks
              page={url.page}
              count={pageCount(total)}
              to={url.pageTo}
            />
            {asked === 'export' && (
              <PaymentsExport
                year={url.get('year')}
                state={state}
                count={total}
                onClose={() => setAsked(null)}
                onDone={() => {
                  setAsked(null);
                  announce(t(messages.saved));
                }}
              />
            )}
          </>
        )}
      </Loaded>
      {row &&
        (row.payment ? (
          <TakeBackDialog
            {...common}
            payment={row.payment}
            onDone={() => done(t(messages.takenBack, { number: row.number }))}
          />
        ) : (
          <NoteDialog
            {...common}
            approved={row.amount}
            onDone={() => done(t(messages.noted, { number: row.number }))}
          />
        ))}
    </div>
  );
};

export default PaymentsPage;
