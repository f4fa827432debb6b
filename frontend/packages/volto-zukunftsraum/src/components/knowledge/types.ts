import type { Listed } from '../listing/urlParameters';

/** What the services of the review answer; see docs/developers/knowledge.md. */

export type Linked = { '@id': string; title: string };

export type State = 'draft' | 'pending' | 'network' | 'published' | 'archived';

export type LifeEntry = {
  action: string;
  title: string;
  actor: { fullname: string };
  time: string;
  comment: string;
};

export type Missing = { field: string; message: string };

/** GET <text>/@review-life */
export type ReviewLife = {
  state: State;
  reviewed_on: string | null;
  next_review: string | null;
  responsible: string | null;
  /** Newest first. */
  history: LifeEntry[];
  working_copy: (Linked & { created?: string; creator_name?: string }) | null;
  working_copy_of: Linked | null;
  missing: Missing[];
};

/** GET <text>/@workflow */
export type Workflow = { transitions: { '@id': string; title: string }[] };

export type ReviewList = 'pending' | 'due' | 'copies' | 'drafts';

export type Review = {
  '@id': string;
  uid: string;
  title: string;
  type: string;
  state: State;
  author: { fullname: string };
  municipality: { ars: string; name: string } | null;
  since: string | null;
  next_review: string | null;
  responsible: string | null;
  copy_of: Linked | null;
};

/** GET /@reviews */
export type Reviews = Listed<Review> & { counts: Record<ReviewList, number> };
