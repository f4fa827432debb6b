import { defineMessages, useIntl } from 'react-intl';
import { useResource } from '../../store/useResource';
import { cents, inWords } from './form/money';

const messages = defineMessages({
  title: {
    id: 'zr.grants.budget.title',
    defaultMessage: 'Our budget {year}',
  },
  available: {
    id: 'zr.grants.budget.available',
    defaultMessage: '{available} € of {cap} € are still available.',
  },
  part: { id: 'zr.grants.budget.part', defaultMessage: '{amount} €' },
  cap: { id: 'zr.grants.budget.cap', defaultMessage: 'Cap' },
  reserved: {
    id: 'zr.grants.budget.reserved',
    defaultMessage: 'Reserved (submitted)',
  },
  committed: {
    id: 'zr.grants.budget.committed',
    defaultMessage: 'Committed (approved)',
  },
  spent: { id: 'zr.grants.budget.spent', defaultMessage: 'Spent (settled)' },
  rest: { id: 'zr.grants.budget.rest', defaultMessage: 'Available' },
});

/** GET /@grant-budget; amounts as texts, "1234.50". */
export type Budget = {
  municipality: string;
  year: number;
  cap: string;
  reserved: string;
  committed: string;
  spent: string;
  available: string;
};

export const budgetPath = (municipality: string, year: number) =>
  `/@grant-budget?municipality=${municipality}&year=${year}`;

type Props = { municipality?: string | null; year?: number | null };

/** What a municipality has used of its cap in a year, in words and as a bar; nothing where there is no call. */
const BudgetMeter = ({ municipality, year }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const { data } = useResource<Budget>(
    municipality && year ? budgetPath(municipality, year) : null,
  );
  if (!data) return null;
  const words = (amount: string) => {
    const found = cents(amount);
    return found === null ? amount : inWords(found);
  };
  const cap = cents(data.cap) ?? 0;
  const parts = (['spent', 'committed', 'reserved'] as const).map((name) => ({
    name,
    share: cap > 0 ? ((cents(data[name]) ?? 0) / cap) * 100 : 0,
  }));
  return (
    <section className="zr-panel zr-budget" aria-labelledby="zr-budget-title">
      <h2 id="zr-budget-title">{t(messages.title, { year: String(year) })}</h2>
      <p>
        <strong>
          {t(messages.available, {
            available: words(data.available),
            cap: words(data.cap),
          })}
        </strong>
      </p>
      <div className="zr-budget-bar" aria-hidden="true">
        {parts.map(({ name, share }) => (
          <span
            key={name}
            className={`zr-budget-part zr-budget-part--${name}`}
            style={{ width: `${share}%` }}
          />
        ))}
      </div>
      <dl className="zr-facts zr-budget-facts">
        {(
          [
            ['cap', messages.cap],
            ['reserved', messages.reserved],
            ['committed', messages.committed],
            ['spent', messages.spent],
            ['available', messages.rest],
          ] as const
        ).map(([name, message]) => (
          <div key={name}>
            <dt className={`zr-budget-name zr-budget-name--${name}`}>
              {t(message)}
            </dt>
            <dd>{t(messages.part, { amount: words(data[name]) })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

export default BudgetMeter;
