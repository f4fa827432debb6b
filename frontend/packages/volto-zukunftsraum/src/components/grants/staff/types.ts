/** What the services of grants answer; see docs/developers/grants.md. Amounts are texts, "1234.50". */

/** Something that was done with an application, without who did it. */
export type Step = {
  transition: string;
  time: string;
  amount: string | null;
  shares: Record<string, string>;
  conditions: string;
  reasons: string;
  comment: string;
  checklist: string[];
  until: string | null;
};

/** What an application says of itself, as far as grant roles need it. */
export type StaffContent = {
  '@id': string;
  title: string;
  review_state?: string;
  number?: string;
  amount_requested?: string | number | null;
  call?: { '@id': string; title: string; year: number } | null;
  process?: {
    submitted: Step | null;
    request: Step | null;
    decision: Step | null;
    settlement: Step | null;
    reclaim: Step | null;
    /** Grant roles only, who are not close to the application. */
    proposal?: Step | null;
  };
  /** The municipality asks to begin before the decision. */
  early_start?: boolean | null;
  early_start_from?: string | null;
  early_start_reason?: string | null;
  /** What the municipality offers to pay back. */
  repayment?: string | number | null;
  receipts?: { amount?: string | number | null }[] | null;
};

/** GET <application>/@workflow */
export type GrantWorkflow = {
  transitions: { '@id': string }[];
  /** What the four eyes keep from this person, and why. */
  forbidden?: { transition: string; message: string }[];
  may?: { conflict: boolean; audit: boolean; payment: boolean };
  /** This person has declared a conflict of interest. */
  conflict?: boolean;
};

/** Of a call, what an examination reads. */
export type CallContent = {
  return_days?: number | null;
  formal_checklist?: string[] | null;
  content_checklist?: string[] | null;
};

/** An application in the list of grant roles. */
export type GrantItem = {
  '@id': string;
  number: string;
  title: string;
  year: number;
  municipality: { ars: string; name: string } | null;
  state_code: string;
  land: string;
  /** Whether the region is structurally weak; null where that is not known. */
  weak: boolean | null;
  state: string;
  state_title: string;
  asked: string;
  approved: string | null;
  submitted: string | null;
  deadline: string | null;
  deadline_kind: 'decision' | 'answer' | 'proof' | null;
  overdue: boolean;
  waits_for: 'examiner' | 'approver' | 'finance' | 'municipality' | null;
  /** The caller is too close to it: four eyes. */
  close: boolean;
};

/** GET /@grant-figures */
export type Figures = {
  year: number;
  total: string | null;
  asked: string;
  reserved: string;
  committed: string;
  spent: string;
  available: string | null;
  applications: number;
  by_state: { state: string; title: string; count: number; asked: string }[];
  by_land: {
    code: string;
    name: string;
    count: number;
    asked: string;
    reserved: string;
    committed: string;
    spent: string;
  }[];
  by_category: {
    category: string;
    title: string;
    asked: string;
    approved: string;
  }[];
  years: number[];
};

export type Payment = {
  day: string;
  amount: string;
  payee: string;
  iban: string;
};

/** A row of GET /@grant-payments; `@id` is null where the application was deleted. */
export type PaymentRow = {
  '@id': string | null;
  uid: string;
  number: string;
  title: string;
  municipality: { ars: string; name: string } | null;
  payee: string;
  iban: string;
  amount: string;
  purpose: string;
  payment: Payment | null;
};

/** An entry of GET <application>/@audit. */
export type AuditRecord = {
  number: number;
  time: string;
  kind: string;
  title: string;
  by: 'municipality' | 'grants' | 'job';
  actor: { id: string; fullname: string } | null;
  facts: Record<string, unknown>;
  erased: string[];
  hash: string;
};
