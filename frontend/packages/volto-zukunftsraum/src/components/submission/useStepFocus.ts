import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

/**
 * Who goes to another step of a form reads on at its heading, or at the field that
 * the address names: once, so that nobody is taken back there while they go on
 * writing. `ready` changes when the fields are there.
 */
export function useStepFocus(step: number, ready: unknown) {
  const { hash, key } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const lastStep = useRef(step);
  const lastTarget = useRef('');

  useEffect(() => {
    const place = `${key}${hash}`;
    const target = hash && document.getElementById(hash.slice(1));
    if (target && lastTarget.current !== place) {
      lastTarget.current = place;
      target.scrollIntoView?.({ block: 'center' });
      target.focus({ preventScroll: true });
    } else if (!target && lastStep.current !== step) {
      heading.current?.focus();
    }
    lastStep.current = step;
  }, [step, hash, key, ready]);

  return heading;
}
