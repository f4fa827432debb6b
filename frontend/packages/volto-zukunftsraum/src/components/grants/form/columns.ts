import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';

const messages = defineMessages({
  'goals.goal': { id: 'zr.grants.form.goals.goal', defaultMessage: 'Goal' },
  'goals.indicator': {
    id: 'zr.grants.form.goals.indicator',
    defaultMessage: 'What shows that it is reached',
  },
  'dates.date': { id: 'zr.grants.form.dates.date', defaultMessage: 'Day' },
  'dates.description': {
    id: 'zr.grants.form.dates.description',
    defaultMessage: 'What happens',
  },
  'cost_plan.category': {
    id: 'zr.grants.form.cost.category',
    defaultMessage: 'Category',
  },
  'cost_plan.description': {
    id: 'zr.grants.form.cost.description',
    defaultMessage: 'Description',
  },
  'cost_plan.units': {
    id: 'zr.grants.form.cost.units',
    defaultMessage: 'Number (days, trips …)',
  },
  'cost_plan.rate': {
    id: 'zr.grants.form.cost.rate',
    defaultMessage: 'Rate (€)',
  },
  'cost_plan.is_gross': {
    id: 'zr.grants.form.cost.gross',
    defaultMessage: 'Gross',
  },
  'cost_plan.amount': {
    id: 'zr.grants.form.cost.amount',
    defaultMessage: 'Amount',
  },
  'other_funds.source': {
    id: 'zr.grants.form.funds.source',
    defaultMessage: 'Who pays',
  },
  'other_funds.amount': {
    id: 'zr.grants.form.funds.amount',
    defaultMessage: 'Amount (€)',
  },
  'carriers.municipality': {
    id: 'zr.grants.form.carriers.municipality',
    defaultMessage: 'Municipality',
  },
  'carriers.amount': {
    id: 'zr.grants.form.carriers.amount',
    defaultMessage: 'Share (€)',
  },
  'signatories.name': {
    id: 'zr.grants.form.signatories.name',
    defaultMessage: 'Name',
  },
  'signatories.function': {
    id: 'zr.grants.form.signatories.function',
    defaultMessage: 'Function',
  },
  'proof_goals.goal': {
    id: 'zr.grants.form.proofGoals.goal',
    defaultMessage: 'Goal',
  },
  'proof_goals.result': {
    id: 'zr.grants.form.proofGoals.result',
    defaultMessage: 'What was reached',
  },
  'proof_goals.deviation': {
    id: 'zr.grants.form.proofGoals.deviation',
    defaultMessage: 'What became different, and why',
  },
  'receipts.date': {
    id: 'zr.grants.form.receipts.date',
    defaultMessage: 'Day',
  },
  'receipts.payee': {
    id: 'zr.grants.form.receipts.payee',
    defaultMessage: 'Who was paid',
  },
  'receipts.reason': {
    id: 'zr.grants.form.receipts.reason',
    defaultMessage: 'What for',
  },
  'receipts.category': {
    id: 'zr.grants.form.receipts.category',
    defaultMessage: 'Category',
  },
  'receipts.amount': {
    id: 'zr.grants.form.receipts.amount',
    defaultMessage: 'Amount (€)',
  },
});

/** What a column of a table of an application is called. */
export const columnTitle = (table: string, column: string): MessageDescriptor =>
  messages[`${table}.${column}` as keyof typeof messages];
