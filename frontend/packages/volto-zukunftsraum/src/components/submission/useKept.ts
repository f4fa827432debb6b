import { useEffect, useState } from 'react';
import type { Value } from './values';

/** What was typed, and what stood in those fields before. */
type Kept<V> = {
  changed: Record<string, V>;
  before: Record<string, V | null>;
};

const NOTHING: Kept<never> = { changed: {}, before: {} };

function read<V>(key: string): Kept<V> {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return kept?.changed && kept.before ? kept : NOTHING;
  } catch {
    return NOTHING;
  }
}

/**
 * What was changed in a form and is not saved yet. It survives a reload and the
 * end of a session; it stays in this tab of the browser until it is saved.
 */
export function useKept<V = Value>(key: string) {
  const [kept, setKept] = useState<Kept<V>>(NOTHING);
  const { changed, before } = kept;
  const [ready, setReady] = useState('');

  // After the first rendering, which has to be that of the server.
  useEffect(() => {
    setKept(read<V>(key));
    setReady(key);
  }, [key]);

  useEffect(() => {
    if (ready !== key) return;
    try {
      if (Object.keys(changed).length === 0) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // Without a place to keep it only a reload loses it.
    }
  }, [kept, changed, key, ready]);

  const isChanged = Object.keys(changed).length > 0;
  useEffect(() => {
    if (!isChanged) return undefined;
    const warn = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      event.returnValue = '';
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isChanged]);

  /** Somebody types; `stood` is what stood in the field when they began. */
  const change = (name: string, value: V, stood: V | null) =>
    setKept((now) => ({
      changed: { ...now.changed, [name]: value },
      before:
        name in now.before ? now.before : { ...now.before, [name]: stood },
    }));

  /** These were saved; what was typed meanwhile stays, on what was saved. */
  const saved = (values: Record<string, V>) =>
    setKept((now) => {
      const names = Object.keys(now.changed).filter(
        (name) => now.changed[name] !== values[name],
      );
      const only = <T>(all: Record<string, T>): Record<string, T> =>
        Object.fromEntries(names.map((name) => [name, all[name]]));
      return {
        changed: only(now.changed),
        before: only<V | null>({ ...now.before, ...values }),
      };
    });

  /** Of two versions of a field, keep one: the own one, or the one that is stored. */
  const settle = (name: string, stored: V | null, isOwn: boolean) =>
    setKept((now) => {
      const { [name]: own, ...others } = now.changed;
      const { [name]: stood, ...stoodOthers } = now.before;
      return isOwn
        ? { changed: now.changed, before: { ...now.before, [name]: stored } }
        : { changed: others, before: stoodOthers };
    });

  return { changed, before, change, saved, settle, isChanged };
}
