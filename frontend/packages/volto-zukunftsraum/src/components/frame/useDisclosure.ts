import { useCallback, useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

type Disclosure<T extends HTMLElement> = {
  open: boolean;
  toggle: () => void;
  close: () => void;
  /** Goes on the element that holds both the button and what it shows. */
  container: RefObject<T>;
  /** Goes on the button; it gets the focus back when Escape closes. */
  button: RefObject<HTMLButtonElement>;
};

/**
 * State of a button that shows and hides something: Escape closes it and gives
 * the focus back to the button, a click outside closes it, and so does
 * `closeWhenFocusLeaves` when the focus moves on.
 */
export function useDisclosure<T extends HTMLElement>(
  closeWhenFocusLeaves = false,
): Disclosure<T> {
  const [open, setOpen] = useState(false);
  const container = useRef<T>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  const toggle = useCallback(() => setOpen((current) => !current), []);

  useEffect(() => {
    if (!open) return;
    const isOutside = (target: EventTarget | null) =>
      target instanceof Node && !container.current?.contains(target);
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    const onMouseDown = (event: MouseEvent) => {
      if (isOutside(event.target)) setOpen(false);
    };
    const onFocusIn = (event: FocusEvent) => {
      if (closeWhenFocusLeaves && isOutside(event.target)) setOpen(false);
    };
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('mousedown', onMouseDown);
    document.addEventListener('focusin', onFocusIn);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('mousedown', onMouseDown);
      document.removeEventListener('focusin', onFocusIn);
    };
  }, [open, closeWhenFocusLeaves]);

  return { open, toggle, close, container, button };
}
