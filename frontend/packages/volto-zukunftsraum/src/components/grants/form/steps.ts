import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { FormField } from '../../submission/steps';

const messages = defineMessages({
  about: {
    id: 'zr.grants.form.step.about',
    defaultMessage: 'What it is about',
  },
  goals: {
    id: 'zr.grants.form.step.goals',
    defaultMessage: 'Goals and measures',
  },
  period: {
    id: 'zr.grants.form.step.period',
    defaultMessage: 'Period and partners',
  },
  costs: {
    id: 'zr.grants.form.step.costs',
    defaultMessage: 'Costs and funding',
  },
  carriers: {
    id: 'zr.grants.form.step.carriers',
    defaultMessage: 'Who applies, and whose budget counts',
  },
  account: { id: 'zr.grants.form.step.account', defaultMessage: 'Account' },
  declarations: {
    id: 'zr.grants.form.step.declarations',
    defaultMessage: 'Declarations',
  },
  files: { id: 'zr.grants.form.step.files', defaultMessage: 'Attachments' },
  report: {
    id: 'zr.grants.form.step.report',
    defaultMessage: 'Report and goals',
  },
  receipts: {
    id: 'zr.grants.form.step.receipts',
    defaultMessage: 'Receipts and costs',
  },
  summary: { id: 'zr.grants.form.step.summary', defaultMessage: 'Summary' },
});

/** A field of a text, or one that only applications have. */
export type GrantField =
  | FormField
  | { name: string; as: 'table' | 'tick' | 'account' | 'declarations' }
  /** kinds: what the files can be. */
  | { name: string; as: 'files'; kinds: FileKind[] };

export type FileKind = 'quote' | 'signed-form' | 'receipt' | 'other';

export type GrantStep = { title: MessageDescriptor; fields: GrantField[] };

const line = (name: string, longest: number): FormField => ({
  name,
  as: 'line',
  longest,
});
const text = (name: string, longest: number, rows = 5): FormField => ({
  name,
  as: 'text',
  longest,
  rows,
});
const table = (name: string): GrantField => ({ name, as: 'table' });

/** One topic a step. */
export const GRANT_STEPS: GrantStep[] = [
  {
    title: messages.about,
    fields: [
      line('title', 300),
      text('description', 1000, 4),
      text('relation_to_demography', 5000),
      { name: 'topics', as: 'choices', terms: 'topics', most: 5 },
      { name: 'target_groups', as: 'list', rows: 4 },
    ],
  },
  {
    title: messages.goals,
    fields: [table('goals'), text('measures', 5000, 8)],
  },
  {
    title: messages.period,
    fields: [
      { name: 'period_start', as: 'date' },
      { name: 'period_end', as: 'date' },
      table('dates'),
      { name: 'partners', as: 'municipalities' },
      line('adviser', 250),
      text('adviser_reason', 3000),
    ],
  },
  {
    title: messages.costs,
    fields: [
      table('cost_plan'),
      { name: 'own_funds', as: 'money' },
      table('other_funds'),
      { name: 'amount_requested', as: 'money' },
    ],
  },
  {
    title: messages.carriers,
    fields: [
      table('carriers'),
      line('office', 250),
      line('contact_name', 120),
      line('contact_email', 254),
      line('contact_phone', 60),
      table('signatories'),
    ],
  },
  {
    title: messages.account,
    fields: [line('payee', 140), { name: 'iban', as: 'account' }],
  },
  {
    title: messages.declarations,
    fields: [
      { name: 'declarations', as: 'declarations' },
      { name: 'early_start', as: 'tick' },
      { name: 'early_start_from', as: 'date' },
      text('early_start_reason', 3000),
    ],
  },
  {
    title: messages.files,
    fields: [
      {
        name: 'attachments',
        as: 'files',
        kinds: ['quote', 'signed-form', 'other'],
      },
    ],
  },
  { title: messages.summary, fields: [] },
];

/** The same for the proof of use. */
export const PROOF_STEPS: GrantStep[] = [
  {
    title: messages.report,
    fields: [text('proof_report', 20000, 10), table('proof_goals')],
  },
  {
    title: messages.receipts,
    fields: [table('receipts'), { name: 'repayment', as: 'money' }],
  },
  {
    title: messages.files,
    fields: [{ name: 'attachments', as: 'files', kinds: ['receipt', 'other'] }],
  },
  { title: messages.summary, fields: [] },
];

/** The step of a field or a cell ("cost_plan.2.rate"); the first is 1, and so is that of the unknown. */
export function stepOfField(field: string, steps = GRANT_STEPS): number {
  const name = field.split('.')[0];
  const index = steps.findIndex(({ fields }) =>
    fields.some((one) => one.name === name),
  );
  return Math.max(index, 0) + 1;
}
