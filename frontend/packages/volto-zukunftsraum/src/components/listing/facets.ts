import type { Vocabulary } from '../vocabulary/useTerm';

type Facet = {
  /** The index of the catalog, under which `@search` takes it. */
  index: string;
  /** Its name in `@facets`. */
  facet: string;
  /** The closed lists that hold titles of its values. */
  vocabularies: Vocabulary[];
  /** Values that have an order of their own; others stand by their number when they fold. */
  isOrdered?: boolean;
};

/** What lists can be narrowed down by: the name in the address, in the order in which people see them. */
export const FACETS = {
  type: {
    index: 'portal_type',
    facet: 'type',
    vocabularies: [],
    isOrdered: true,
  },
  topic: { index: 'topics', facet: 'topics', vocabularies: ['topics'] },
  kind: {
    index: 'kind',
    facet: 'kind',
    vocabularies: ['articleKinds', 'seminarKinds'],
  },
  state: { index: 'state', facet: 'state', vocabularies: ['states'] },
  size_class: {
    index: 'size_class',
    facet: 'size_class',
    vocabularies: ['sizeClasses'],
    isOrdered: true,
  },
  municipality_kind: {
    index: 'municipality_kind',
    facet: 'municipality_kind',
    vocabularies: ['municipalityKinds'],
  },
  structurally_weak: {
    index: 'structurally_weak',
    facet: 'structurally_weak',
    vocabularies: ['structuralWeakness'],
    isOrdered: true,
  },
  status: {
    index: 'practice_status',
    facet: 'status',
    vocabularies: ['practiceStatus'],
    isOrdered: true,
  },
  year: { index: 'year', facet: 'year', vocabularies: [], isOrdered: true },
} satisfies Record<string, Facet>;

export type FacetName = keyof typeof FACETS;

export const FACET_NAMES = Object.keys(FACETS) as FacetName[];

/** What `@facets` says of a value. */
export type FacetValue = { token: string; title: string; count: number };

/** What `@facets` answers. */
export type FacetCounts = {
  items_total: number;
  facets: Record<string, FacetValue[]>;
};

/** A value to choose; how many results it would give is unknown while the count is. */
export type Option = { token: string; title: string; count?: number };

/** So many values of a facet are in sight; more fold. */
export const VISIBLE = 8;

/**
 * The values of a facet in the order in which they are shown: those of `known` first.
 * Where many fold, those with most results are in sight; what is chosen is always there.
 */
export function optionsOf(
  name: FacetName,
  counts: FacetCounts | null | undefined,
  chosen: string[],
  known: string[],
  title: (token: string) => string,
): Option[] {
  const { facet, isOrdered }: Facet = FACETS[name];
  if (!counts) {
    return [...new Set([...known, ...chosen])].map((token) => ({
      token,
      title: title(token),
    }));
  }
  const options: Option[] = (counts.facets[facet] ?? []).map((value) => ({
    token: value.token,
    title: title(value.token),
    count: value.count,
  }));
  for (const token of chosen) {
    if (!options.some((option) => option.token === token)) {
      options.push({ token, title: title(token), count: 0 });
    }
  }
  if (!isOrdered && options.length > VISIBLE) {
    return options.sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
  }
  const place = (token: string) =>
    known.includes(token) ? known.indexOf(token) : known.length;
  return options.sort((a, b) => place(a.token) - place(b.token));
}
