import { useEffect, useRef } from 'react';

/**
 * The first page comes from the server with its data, so nothing has to be asked
 * for again. Later pages always ask, so that what was changed meanwhile is seen.
 */
let fromServer = true;

/** Run `load` in the browser whenever `key` is new. */
export function useLoad(
  key: string,
  load: () => Promise<unknown>,
  isLoaded: boolean,
) {
  const current = useRef({ load, isLoaded });
  current.current = { load, isLoaded };

  useEffect(() => {
    const isThere = fromServer && current.current.isLoaded;
    fromServer = false;
    if (!isThere) current.current.load().catch(() => undefined);
  }, [key]);
}
