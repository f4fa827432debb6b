import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

/**
 * Who goes to another step of a form reads on at its heading, or at the field that
 * the address names. `ready` changes when the fields are there.
 */
export function useStepFocus(step: number, ready: unknown) {
  const { hash } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const lastStep = useRef(step);

  useEffect(() => {
    const target = hash && document.getElementById(hash.slice(1));
    if (target) {
      target.scrollIntoView?.({ block: 'center' });
      target.focus({ preventScroll: true });
    } else if (lastStep.current !== step) {
      heading.current?.focus();
    }
    lastStep.current = step;
  }, [step, hash, ready]);

  return heading;
}
