import { sentAmount, shownAmount } from './money';

export type Cell = string | boolean;
export type Row = Record<string, Cell>;

export type ColumnKind =
  | 'line'
  | 'text'
  | 'date'
  | 'money'
  | 'number'
  | 'choice'
  | 'municipality'
  | 'flag';

/** The cells of each table, in the order in which they are shown. */
export const TABLES: Record<
  string,
  { name: string; as: ColumnKind; longest?: number }[]
> = {
  goals: [
    { name: 'goal', as: 'text', longest: 5000 },
    { name: 'indicator', as: 'text', longest: 1000 },
  ],
  dates: [
    { name: 'date', as: 'date' },
    { name: 'description', as: 'line', longest: 250 },
  ],
  cost_plan: [
    { name: 'category', as: 'choice' },
    { name: 'description', as: 'line', longest: 250 },
    { name: 'units', as: 'number' },
    { name: 'rate', as: 'money' },
    { name: 'is_gross', as: 'flag' },
  ],
  other_funds: [
    { name: 'source', as: 'line', longest: 200 },
    { name: 'amount', as: 'money' },
  ],
  carriers: [
    { name: 'municipality', as: 'municipality' },
    { name: 'amount', as: 'money' },
  ],
  signatories: [
    { name: 'name', as: 'line', longest: 120 },
    { name: 'function', as: 'line', longest: 120 },
  ],
  proof_goals: [
    { name: 'goal', as: 'text', longest: 5000 },
    { name: 'result', as: 'text', longest: 5000 },
    { name: 'deviation', as: 'text', longest: 2000 },
  ],
  receipts: [
    { name: 'date', as: 'date' },
    { name: 'payee', as: 'line', longest: 200 },
    { name: 'reason', as: 'line', longest: 250 },
    { name: 'category', as: 'choice' },
    { name: 'amount', as: 'money' },
  ],
};

/** A row in which nothing is written. */
export const emptyRow = (table: string): Row =>
  Object.fromEntries(
    TABLES[table].map(({ name, as }) => [name, as === 'flag' ? true : '']),
  );

/** What the form shows of stored rows. */
export const shownRows = (table: string, stored: unknown): Row[] =>
  (Array.isArray(stored) ? stored : []).map((row) => ({
    // What has no column stays as it is.
    ...(table === 'cost_plan' && row.units === null && row.amount
      ? { amount: row.amount }
      : {}),
    ...Object.fromEntries(
      TABLES[table].map(({ name, as }) => {
        const cell = row[name];
        if (as === 'flag') return [name, cell !== false];
        if (as === 'money') return [name, shownAmount(cell)];
        if (as === 'number') {
          return [name, String(cell ?? '').replace('.', ',')];
        }
        return [name, cell ?? ''];
      }),
    ),
  }));

/** What is sent of rows; those without a word keep their place, so that errors name the right row. */
export const sentRows = (table: string, rows: Row[]) =>
  rows.map((row) => {
    const cells: Record<string, unknown> = Object.fromEntries(
      TABLES[table].map(({ name, as }) => {
        const cell = row[name];
        if (as === 'money') return [name, sentAmount(String(cell ?? ''))];
        if (as === 'number') return [name, String(cell ?? '').trim() || null];
        return [name, typeof cell === 'string' ? cell.trim() : cell];
      }),
    );
    if ('amount' in row && !('amount' in cells) && cells.units === null) {
      cells.amount = row.amount;
    }
    return cells;
  });
