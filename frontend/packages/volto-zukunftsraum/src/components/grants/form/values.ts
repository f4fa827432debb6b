import { sent, shown } from '../../submission/values';
import type { FormField } from '../../submission/steps';
import { sentAmount, shownAmount } from './money';
import { sentRows, shownRows } from './rows';
import type { Row } from './rows';
import type { GrantField } from './steps';

/** What stands in a field: a text, keys, rows, or whether it is ticked. */
export type FieldValue = string | string[] | Row[] | boolean;

/** What the form shows of a field of an application. */
export function shownField(field: GrantField, stored: any): FieldValue {
  switch (field.as) {
    case 'table':
      return shownRows(field.name, stored);
    case 'tick':
      return Boolean(stored);
    case 'money':
      return shownAmount(stored);
    case 'declarations':
      return stored ?? [];
    case 'files':
      return (stored ?? []).map(({ file, kind }: Row) => ({ file, kind }));
    case 'account':
      return stored ?? '';
    default:
      return shown(field as FormField, stored) ?? '';
  }
}

/** What is sent of it. */
export function sentField(field: GrantField, value: FieldValue): unknown {
  switch (field.as) {
    case 'table':
      return sentRows(field.name, value as Row[]);
    case 'money':
      return sentAmount(value as string);
    case 'tick':
    case 'declarations':
    case 'files':
      return value;
    case 'account':
      return (value as string).trim() || null;
    default:
      return sent(field as FormField, value as string | string[]);
  }
}

/** Do two values mean the same? */
export const isEqual = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
