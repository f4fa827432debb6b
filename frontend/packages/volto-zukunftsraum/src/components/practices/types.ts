import type { Listed } from '../listing/urlParameters';

/** A municipality as the services of examples name it. */
export type Place = {
  ars: string;
  name: string;
  state?: string;
  state_title?: string;
  size_class?: string;
};

export type OutcomeKind = 'worked' | 'partly' | 'failed';

/** Who reused an example, and what came of it. */
export type Transfer = {
  id: string;
  municipality: Place;
  year: number;
  adaptation: string;
  outcome: string;
  outcome_kind: OutcomeKind;
  hidden: boolean;
  /** Why it is hidden; for moderators and the municipality. */
  reason?: string;
  can_edit: boolean;
  can_moderate: boolean;
};

export type Transfers = Listed<Transfer> & {
  counts: Record<OutcomeKind, number>;
};

export type SimilarExample = {
  '@id': string;
  title: string;
  description?: string;
  municipality?: Place | null;
  reasons: { kind: string; title: string }[];
};
