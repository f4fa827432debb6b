import { useEffect, useRef } from 'react';

/**
 * Who turns a page of a list goes on reading at its beginning. Answers the ref of
 * the element that takes the focus then, which needs a `tabIndex`.
 */
export function usePageFocus<T extends HTMLElement = HTMLParagraphElement>(
  page: number,
) {
  const beginning = useRef<T>(null);
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current !== page) beginning.current?.focus();
    shown.current = page;
  }, [page]);
  return beginning;
}
