import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import { terms } from './terms';
import type { Vocabulary } from './terms';

export type { Vocabulary };

/** A value of a closed list: with its title in content, only its key in lists. */
export type Term = string | { token: string; title?: string | null };

export const termToken = (value: Term) =>
  typeof value === 'string' ? value : value.token;

/**
 * A function that gives the title of a value of a closed list: the one that came
 * with it, else ours, else the bare key.
 */
export function useTerm() {
  const intl = useIntl();
  return useCallback(
    (vocabulary: Vocabulary, value?: Term | null): string => {
      if (!value) return '';
      if (typeof value !== 'string' && value.title) return value.title;
      const token = termToken(value);
      const messages: Record<string, { id: string; defaultMessage: string }> =
        terms[vocabulary];
      return messages[token] ? intl.formatMessage(messages[token]) : token;
    },
    [intl],
  );
}

/** All values of a closed list with their titles, in its order. */
export function useTerms(vocabulary: Vocabulary) {
  const term = useTerm();
  return Object.keys(terms[vocabulary]).map((token) => ({
    token,
    title: term(vocabulary, token),
  }));
}
