import { defineMessages } from 'react-intl';
import type { IntlShape, MessageDescriptor } from 'react-intl';
import { longDate } from '../../../helpers/dates';
import { euros, fileSize } from '../../../helpers/numbers';
import { grantState } from '../states';

const names = defineMessages({
  state: { id: 'zr.grants.audit.state', defaultMessage: 'New state' },
  amount: { id: 'zr.grants.audit.amount', defaultMessage: 'Amount' },
  asked: { id: 'zr.grants.work.amount', defaultMessage: 'Asked for' },
  change: { id: 'zr.grants.audit.change', defaultMessage: 'What happened' },
  early_start: {
    id: 'zr.grants.audit.earlyStart',
    defaultMessage: 'Early start',
  },
  before: { id: 'zr.grants.audit.before', defaultMessage: 'Before' },
  shares: { id: 'zr.grants.audit.shares', defaultMessage: 'By carrier' },
  conditions: {
    id: 'zr.grants.staff.conditions',
    defaultMessage: 'Conditions',
  },
  reasons: { id: 'zr.grants.staff.reasons', defaultMessage: 'Reasons' },
  comment: { id: 'zr.grants.audit.comment', defaultMessage: 'Note' },
  checklist: {
    id: 'zr.grants.audit.checklist',
    defaultMessage: 'Fulfilled points',
  },
  until: { id: 'zr.grants.audit.until', defaultMessage: 'To be answered by' },
  day: { id: 'zr.grants.audit.day', defaultMessage: 'Day' },
  payee: { id: 'zr.grants.audit.payee', defaultMessage: 'Payee' },
  iban: { id: 'zr.grants.audit.iban', defaultMessage: 'IBAN' },
  purpose: { id: 'zr.grants.audit.purpose', defaultMessage: 'Shown as' },
  filename: { id: 'zr.grants.audit.filename', defaultMessage: 'File' },
  size: { id: 'zr.grants.audit.size', defaultMessage: 'Size' },
  recipients: {
    id: 'zr.grants.audit.recipients',
    defaultMessage: 'Recipients',
  },
  sha256: { id: 'zr.grants.audit.sha256', defaultMessage: 'SHA-256' },
  payment: {
    id: 'zr.grants.audit.payment',
    defaultMessage: 'Number of the payment in the record',
  },
  document: { id: 'zr.grants.audit.document', defaultMessage: 'Document' },
});

const documents = defineMessages({
  application: {
    id: 'zr.grants.audit.document.application',
    defaultMessage: 'Application as submitted',
  },
  approval: {
    id: 'zr.grants.audit.document.approval',
    defaultMessage: 'Letter of approval',
  },
  rejection: {
    id: 'zr.grants.audit.document.rejection',
    defaultMessage: 'Letter of rejection',
  },
  request: {
    id: 'zr.grants.audit.document.request',
    defaultMessage: 'Request for more',
  },
  proof_form: {
    id: 'zr.grants.audit.document.proofForm',
    defaultMessage: 'Form for the proof of use',
  },
  proof: {
    id: 'zr.grants.audit.document.proof',
    defaultMessage: 'Proof of use as submitted',
  },
  settlement: {
    id: 'zr.grants.audit.document.settlement',
    defaultMessage: 'Final letter',
  },
  reclaim: {
    id: 'zr.grants.audit.document.reclaim',
    defaultMessage: 'Letter of reclaim',
  },
});

const words = defineMessages({
  submitted: {
    id: 'zr.grants.audit.change.submitted',
    defaultMessage: 'submitted',
  },
  added: { id: 'zr.grants.audit.change.added', defaultMessage: 'added' },
  changed: { id: 'zr.grants.audit.change.changed', defaultMessage: 'replaced' },
  removed: { id: 'zr.grants.audit.change.removed', defaultMessage: 'removed' },
  true: { id: 'zr.grants.audit.yes', defaultMessage: 'allowed' },
  false: { id: 'zr.grants.audit.no', defaultMessage: 'not allowed' },
});

/** Said by the title of the entry already, or of no use for readers. */
const UNSAID = ['transition', 'paper', 'mail', 'booking', 'erased'];

export type Fact = { name: string; label: string; value: string };

const known = <T extends object>(table: T, key: unknown): key is keyof T =>
  typeof key === 'string' && Object.hasOwn(table, key);

function inWords(intl: IntlShape, name: string, value: unknown): string {
  const { locale, formatMessage: t } = intl;
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) {
    return value.map((part) => inWords(intl, '', part)).join('\n');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, part]) => `${key}: ${inWords(intl, 'amount', part)}`)
      .join('; ');
  }
  const text = String(value);
  if (['amount', 'before', 'asked'].includes(name)) {
    return euros(text, locale) || text;
  }
  if (name === 'until' || name === 'day') return longDate(text, locale) || text;
  if (name === 'state') {
    const look = grantState(text);
    return look ? t(look.title) : text;
  }
  if (name === 'document') {
    return known(documents, text) ? t(documents[text]) : text;
  }
  if (name === 'change' || name === 'early_start') {
    return known(words, text) ? t(words[text]) : text;
  }
  if (name === 'size') return fileSize(Number(text), locale);
  return text;
}

/** The facts of an entry of the record, for people. A single carrier has the whole amount. */
export function factsOf(
  intl: IntlShape,
  facts: Record<string, unknown>,
): Fact[] {
  return Object.entries(facts)
    .filter(([name, value]) => {
      if (UNSAID.includes(name)) return false;
      return name !== 'shares' || Object.keys(value ?? {}).length > 1;
    })
    .map(([name, value]) => ({
      name,
      label: known(names, name)
        ? intl.formatMessage(names[name] as MessageDescriptor)
        : name,
      value: inWords(intl, name, value),
    }))
    .filter(({ value }) => value !== '');
}
