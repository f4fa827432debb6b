/**
 * Give an element the focus, now and once more in a moment: Volto takes the
 * focus away from wherever it is when the title or the address of the page changes.
 */
export function focusSoon(element: HTMLElement | null): () => void {
  element?.focus();
  const timer = setTimeout(() => {
    if (document.activeElement === document.body) element?.focus();
  }, 100);
  return () => clearTimeout(timer);
}
