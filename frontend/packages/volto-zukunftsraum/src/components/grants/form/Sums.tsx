import { defineMessages, useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import DataTable from '../../listing/DataTable';
import type { GrantCall } from '../GrantCallView';
import { amountOf } from './TableField';
import { cents, inWords, sum } from './money';
import type { Row } from './rows';
import type { GrantField } from './steps';
import type { Writing } from './useWriting';

const messages = defineMessages({
  sums: { id: 'zr.grants.form.sums', defaultMessage: 'Sums' },
  costs: { id: 'zr.grants.form.sum.costs', defaultMessage: 'Costs' },
  funds: {
    id: 'zr.grants.form.sum.funds',
    defaultMessage: 'Own and other funds',
  },
  open: {
    id: 'zr.grants.form.sum.open',
    defaultMessage: 'Costs that no funds cover',
  },
  requested: {
    id: 'zr.grants.form.sum.requested',
    defaultMessage: 'Amount asked for',
  },
  euro: { id: 'zr.grants.form.sum.euro', defaultMessage: '{amount} €' },
  plan: {
    id: 'zr.grants.form.plan',
    defaultMessage: 'Planned and spent',
  },
  category: { id: 'zr.grants.form.plan.category', defaultMessage: 'Category' },
  planned: { id: 'zr.grants.form.plan.planned', defaultMessage: 'Planned' },
  spent: { id: 'zr.grants.form.plan.spent', defaultMessage: 'Spent' },
  difference: {
    id: 'zr.grants.form.plan.difference',
    defaultMessage: 'Difference',
  },
  total: { id: 'zr.grants.form.plan.total', defaultMessage: 'Sum' },
  approved: {
    id: 'zr.grants.form.plan.approved',
    defaultMessage: 'Approved: {amount}',
  },
});

/** "1.234,50 €" of cents; what is below zero has a real minus sign. */
export function useEuro() {
  const t = useIntl().formatMessage;
  return (amount: number) =>
    `${amount < 0 ? '−' : ''}${t(messages.euro, {
      amount: inWords(Math.abs(amount)),
    })}`;
}

const rowsOf = (writing: Writing, name: string) =>
  writing.valueOf({ name, as: 'table' } as GrantField) as Row[];
const amountIn = (writing: Writing, name: string) =>
  cents(writing.valueOf({ name, as: 'money' } as GrantField) as string);
const amountOfRow = (row: Row) => cents(String(row.amount ?? ''));

/** Of the cost plan and what pays for it, while it is typed. */
export const CostSums = ({ writing }: { writing: Writing }) => {
  const t = useIntl().formatMessage;
  const euro = useEuro();
  const costs = sum(rowsOf(writing, 'cost_plan').map(amountOf));
  const funds = sum([
    amountIn(writing, 'own_funds'),
    ...rowsOf(writing, 'other_funds').map(amountOfRow),
  ]);
  const sums: [MessageDescriptor, number][] = [
    [messages.costs, costs],
    [messages.funds, funds],
    [messages.open, costs - funds],
    [messages.requested, amountIn(writing, 'amount_requested') ?? 0],
  ];
  return (
    <section className="zr-panel zr-grant-sums" aria-labelledby="zr-grant-sums">
      <h3 id="zr-grant-sums">{t(messages.sums)}</h3>
      <dl className="zr-facts" aria-live="polite">
        {sums.map(([name, amount]) => (
          <div key={name.id}>
            <dt>{t(name)}</dt>
            <dd>{euro(amount)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

type PlanProps = {
  /** Category and amount of what was planned, and of what was spent, in cents. */
  planned: [string, number | null][];
  spent: [string, number | null][];
  categories?: GrantCall['cost_categories'];
  approved?: string | null;
};

/** What was planned and what was spent, by category of costs. */
export const PlannedAndSpent = ({
  planned,
  spent,
  categories,
  approved,
}: PlanProps) => {
  const t = useIntl().formatMessage;
  const euro = useEuro();
  const keys = [...new Set([...planned, ...spent].map(([key]) => key))].filter(
    Boolean,
  );
  const of = (rows: [string, number | null][], key?: string) =>
    sum(
      rows
        .filter(([one]) => key === undefined || one === key)
        .map(([, amount]) => amount),
    );
  const titleOf = (key: string) =>
    categories?.find((one) => one.key === key)?.title ?? key;
  if (keys.length === 0) return null;
  const granted = approved ? cents(approved) : null;
  const rows = [
    ...keys.map((key) => ({ id: key, title: titleOf(key), key })),
    { id: ' sum', title: t(messages.total), key: undefined },
  ].map(({ key, ...row }) => ({
    ...row,
    planned: of(planned, key),
    spent: of(spent, key),
  }));
  type PlanRow = (typeof rows)[number];
  const amount = (
    name: MessageDescriptor,
    value: (row: PlanRow) => number,
  ) => ({
    key: name.id as string,
    title: t(name),
    className: 'number',
    cell: (row: PlanRow) => euro(value(row)),
  });
  return (
    <section className="zr-panel zr-grant-plan" aria-labelledby="zr-grant-plan">
      <h3 id="zr-grant-plan">{t(messages.plan)}</h3>
      {granted !== null && (
        <p>{t(messages.approved, { amount: euro(granted) })}</p>
      )}
      <DataTable
        caption={t(messages.plan)}
        className="zr-grant-rows"
        items={rows}
        id={({ id }) => id}
        columns={[
          {
            key: 'category',
            title: t(messages.category),
            isHeading: true,
            cell: ({ title }) => title,
          },
          amount(messages.planned, (row) => row.planned),
          amount(messages.spent, (row) => row.spent),
          amount(messages.difference, (row) => row.planned - row.spent),
        ]}
      />
    </section>
  );
};

/** The same of the proof of use, while it is typed. */
export const ProofSums = ({
  writing,
  grantCall,
}: {
  writing: Writing;
  grantCall?: GrantCall;
}) => (
  <PlannedAndSpent
    planned={(writing.stored.cost_plan ?? []).map(({ category, amount }) => [
      category ?? '',
      cents(amount ?? ''),
    ])}
    spent={rowsOf(writing, 'receipts').map((row) => [
      String(row.category ?? ''),
      amountOfRow(row),
    ])}
    categories={grantCall?.cost_categories}
    approved={writing.stored.process?.decision?.amount}
  />
);
