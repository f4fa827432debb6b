import { useEffect, useState } from 'react';
import { EMPTY } from './signup';
import type { Invited, SignupValues } from './signup';

const KEY = 'zr-signup';

type Draft = { values: SignupValues; invited: Invited | null };

const NOTHING: Draft = { values: EMPTY, invited: null };

function stored(): Draft | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return draft && { ...draft, values: { ...EMPTY, ...draft.values } };
  } catch {
    return null;
  }
}

function store(draft: Draft | null) {
  try {
    if (draft) sessionStorage.setItem(KEY, JSON.stringify(draft));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Without a place to keep it only a reload loses it.
  }
}

/**
 * What was typed so far. It survives reading the privacy notice, choosing another
 * language and a reload; it stays in this tab of the browser, until it is sent.
 */
export function useDraft(invited: Invited | null) {
  const [draft, setDraft] = useState<Draft>(NOTHING);
  const [ready, setReady] = useState(false);
  const [forgotten, setForgotten] = useState(false);

  // After the first rendering, which has to be that of the server.
  useEffect(() => {
    const known = stored() ?? NOTHING;
    setDraft(
      invited
        ? {
            invited,
            values: {
              ...known.values,
              email: invited.email,
              municipality: invited.municipality,
            },
          }
        : known,
    );
    setReady(true);
  }, [invited]);

  useEffect(() => {
    if (ready) store(forgotten ? null : draft);
  }, [draft, forgotten, ready]);

  return {
    ...draft,
    ready,
    change: (change: Partial<SignupValues>) => {
      setForgotten(false);
      setDraft((now) => ({ ...now, values: { ...now.values, ...change } }));
    },
    /** Nothing stays in the browser; the page itself still has it. */
    forget: () => setForgotten(true),
  };
}
