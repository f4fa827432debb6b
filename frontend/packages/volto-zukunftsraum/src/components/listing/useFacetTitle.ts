import { defineMessages, useIntl } from 'react-intl';
import { terms } from '../vocabulary/terms';
import { useTerm } from '../vocabulary/useTerm';
import type { Vocabulary } from '../vocabulary/useTerm';
import { useTypeName } from './PageSummary';
import { FACETS } from './facets';
import type { FacetCounts, FacetName } from './facets';

export const facetNames = defineMessages({
  type: { id: 'zr.listing.facet.type', defaultMessage: 'Kind of content' },
  topic: { id: 'zr.listing.facet.topic', defaultMessage: 'Topic' },
  kind: { id: 'zr.listing.facet.kind', defaultMessage: 'Format' },
  state: { id: 'zr.listing.facet.state', defaultMessage: 'Federal state' },
  size_class: {
    id: 'zr.listing.facet.size_class',
    defaultMessage: 'Size of the municipality',
  },
  municipality_kind: {
    id: 'zr.listing.facet.municipality_kind',
    defaultMessage: 'Kind of municipality',
  },
  structurally_weak: {
    id: 'zr.listing.facet.structurally_weak',
    defaultMessage: 'Structural weakness',
  },
  status: {
    id: 'zr.listing.facet.status',
    defaultMessage: 'Status of the project',
  },
  year: { id: 'zr.listing.facet.year', defaultMessage: 'Year' },
});

/** The name of a facet in plain words. */
export function useFacetName() {
  const intl = useIntl();
  return (name: FacetName) => intl.formatMessage(facetNames[name]);
}

/**
 * A function that gives the title of a value of a facet: ours in the language of the
 * page, else that of the answer of `@facets`, else the bare value.
 */
export function useFacetTitle(counts?: FacetCounts | null) {
  const term = useTerm();
  const typeName = useTypeName();
  return (name: FacetName, token: string): string => {
    const { facet, vocabularies } = FACETS[name];
    const vocabulary = (vocabularies as Vocabulary[]).find(
      (one) => token in terms[one],
    );
    if (vocabulary) return term(vocabulary, token);
    const told = counts?.facets?.[facet]?.find(
      (value) => value.token === token,
    )?.title;
    return name === 'type' ? typeName(token, told || token) : told || token;
  };
}
