import { useEffect, useState } from 'react';
import type { Values } from './values';

function read(key: string): Values {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') ?? {};
  } catch {
    return {};
  }
}

/**
 * What was changed in a form and is not saved yet. It survives a reload and the
 * end of a session; it stays in this tab of the browser until it is saved.
 */
export function useKept(key: string) {
  const [changed, setChanged] = useState<Values>({});
  const [ready, setReady] = useState('');

  // After the first rendering, which has to be that of the server.
  useEffect(() => {
    setChanged(read(key));
    setReady(key);
  }, [key]);

  useEffect(() => {
    if (ready !== key) return;
    try {
      if (Object.keys(changed).length === 0) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(changed));
    } catch {
      // Without a place to keep it only a reload loses it.
    }
  }, [changed, key, ready]);

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

  return { changed, setChanged, isChanged };
}
