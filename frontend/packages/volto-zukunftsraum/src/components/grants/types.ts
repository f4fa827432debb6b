import type { ListItem } from '../listing/types';

/** Something that was done with an application; amounts as texts, "1234.50". */
export type GrantStepDone = {
  transition: string;
  time: string;
  amount?: string | null;
  shares?: Record<string, string>;
  conditions?: string;
  reasons?: string;
  comment?: string;
  until?: string | null;
};

type Term = { token: string; title: string };

/** GET of a GrantApplication, see docs/developers/grants.md; amounts as texts, "1234.50". */
export type Application = {
  '@id': string;
  '@type'?: string;
  title: string;
  description?: string;
  etag?: string;
  review_state?: string;
  parent?: { '@id': string; title?: string };
  number?: string;
  year?: number | null;
  municipality?: { ars: string; name: string };
  call?: {
    '@id': string;
    title: string;
    year: number;
    is_open: boolean;
  } | null;
  process?: Partial<
    Record<
      | 'submitted'
      | 'request'
      | 'decision'
      | 'settlement'
      | 'reclaim'
      | 'withdrawal',
      GrantStepDone | null
    >
  >;
  amount_requested?: string | number | null;
  own_funds?: string | null;
  period_start?: string | null;
  period_end?: string | null;
  cost_plan?: {
    category?: string;
    description: string;
    units?: string | null;
    rate?: string | null;
    amount?: string | null;
    is_gross?: boolean;
  }[];
  other_funds?: { source: string; amount: string | null }[];
  carriers?: { municipality: string; amount: string | null }[];
  partners?: string[];
  office?: string | null;
  contact_name?: string | null;
  contact_email?: string | null;
  contact_phone?: string | null;
  signatories?: { name: string; function: string }[];
  topics?: Term[];
  target_groups?: string[];
  relation_to_demography?: string | null;
  goals?: { goal: string; indicator: string }[];
  measures?: string | null;
  dates?: { date: string; description: string }[];
  adviser?: string | null;
  adviser_reason?: string | null;
  declarations?: string[];
  early_start?: boolean | null;
  early_start_from?: string | null;
  early_start_reason?: string | null;
  payee?: string | null;
  iban?: string | null;
  attachments?: { file: string; kind: string }[];
  items?: ListItem[];
  proof_report?: string | null;
  proof_goals?: { goal: string; result: string; deviation: string }[];
  receipts?: {
    date: string;
    payee: string;
    reason: string;
    category: string;
    amount: string | null;
  }[];
  repayment?: string | null;
};

/** GET <GrantApplication>/@workflow: what the caller may begin. */
export type GrantWorkflow = { transitions: { '@id': string }[] };

export const workflowPath = (path: string) => `${path}/@workflow`;
export const papersPath = (path: string) => `${path}/@papers`;

/** The names of the transitions that the caller may begin. */
export const transitionsIn = (workflow?: GrantWorkflow): string[] =>
  (workflow?.transitions ?? []).map(
    (one) => one['@id'].split('/').pop() as string,
  );
