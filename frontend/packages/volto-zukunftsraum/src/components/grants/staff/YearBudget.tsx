import { defineMessages, useIntl } from 'react-intl';
import { euros } from '../../../helpers/numbers';
import { cents } from '../form/money';
import type { Figures } from './types';

const messages = defineMessages({
  title: {
    id: 'zr.grants.figures.budget',
    defaultMessage: 'Budget {year}',
  },
  available: {
    id: 'zr.grants.figures.available',
    defaultMessage: '{available} of {total} are still available.',
  },
  noTotal: {
    id: 'zr.grants.figures.noTotal',
    defaultMessage: 'The call names no budget for all municipalities together.',
  },
  kind: { id: 'zr.grants.figures.kind', defaultMessage: 'Amount' },
  euros: { id: 'zr.grants.figures.euros', defaultMessage: 'EUR' },
  share: { id: 'zr.grants.figures.share', defaultMessage: 'Share' },
  total: { id: 'zr.grants.figures.total', defaultMessage: 'Budget' },
  spent: { id: 'zr.grants.budget.spent', defaultMessage: 'Spent (settled)' },
  committed: {
    id: 'zr.grants.budget.committed',
    defaultMessage: 'Committed (approved)',
  },
  reserved: {
    id: 'zr.grants.budget.reserved',
    defaultMessage: 'Reserved (submitted)',
  },
  rest: { id: 'zr.grants.budget.rest', defaultMessage: 'Available' },
  percent: {
    id: 'zr.grants.figures.percent',
    defaultMessage: '{share} %',
  },
  asked: {
    id: 'zr.grants.figures.askedAll',
    defaultMessage:
      '{count, plural, =0 {There are no applications yet.} one {One application asks for {asked}.} other {# applications ask for {asked} altogether.}}',
  },
});

const PARTS = ['spent', 'committed', 'reserved'] as const;

/** The budget of a year: what is spent, committed, reserved, and what is left; as bar and table. */
const YearBudget = ({ figures }: { figures: Figures }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const money = (amount: string | null) => euros(amount, intl.locale);
  const used = PARTS.map((name) => cents(figures[name]) ?? 0);
  // Without a budget the parts are shares of what is used.
  const whole =
    cents(figures.total ?? '') || used.reduce((all, one) => all + one, 0);
  const share = (amount: number) => (whole > 0 ? (amount / whole) * 100 : 0);
  const rows = [
    ...PARTS.map((name, index) => ({
      name,
      label: t(messages[name]),
      amount: figures[name] as string | null,
      percent: share(used[index]),
    })),
    ...(figures.total === null
      ? []
      : [
          {
            name: 'rest' as const,
            label: t(messages.rest),
            amount: figures.available,
            percent: share(cents(figures.available ?? '') ?? 0),
          },
          {
            name: 'total' as const,
            label: t(messages.total),
            amount: figures.total,
            percent: 100,
          },
        ]),
  ];
  return (
    <section
      aria-labelledby="zr-figures-budget"
      className="zr-panel zr-budget zr-staff-year"
    >
      <h2 id="zr-figures-budget">
        {t(messages.title, { year: String(figures.year) })}
      </h2>
      <p>
        <strong>
          {figures.total === null
            ? t(messages.noTotal)
            : t(messages.available, {
                available: money(figures.available),
                total: money(figures.total),
              })}
        </strong>{' '}
        {t(messages.asked, {
          count: figures.applications,
          asked: money(figures.asked),
        })}
      </p>
      <div className="zr-budget-bar" aria-hidden="true">
        {PARTS.map((name, index) => (
          <span
            key={name}
            className={`zr-budget-part zr-budget-part--${name}`}
            style={{ width: `${share(used[index])}%` }}
          />
        ))}
      </div>
      <table className="zr-table zr-figures-budget">
        <thead>
          <tr>
            <th scope="col">{t(messages.kind)}</th>
            <th scope="col" className="number">
              {t(messages.euros)}
            </th>
            <th scope="col" className="number">
              {t(messages.share)}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, label, amount, percent }) => (
            <tr key={name}>
              <th scope="row">
                <span
                  className={`zr-budget-key zr-budget-part--${name}`}
                  aria-hidden="true"
                />
                {label}
              </th>
              <td className="number">{money(amount)}</td>
              <td className="number">
                {t(messages.percent, {
                  share: intl.formatNumber(percent, {
                    maximumFractionDigits: 1,
                  }),
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

export default YearBudget;
