import { useEffect, useRef, useState } from 'react';
import type { Failure } from './call';
import { useFormErrors } from './useFormErrors';

/**
 * A form that is sent once at a time: what is wrong with it, and whether it is on
 * its way. `fields` are those that can show a message.
 */
export function useForm(fields: string[] = []) {
  const errors = useFormErrors();
  const [working, setWorking] = useState(false);
  const running = useRef(false);
  const mounted = useRef(true);

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  /**
   * Do `action`, which throws a `Failure`; answers whether it worked. `handle`
   * answers true for a failure that the page explains itself.
   */
  const send = async (
    action: () => Promise<unknown>,
    handle?: (failure: Failure) => boolean,
  ): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setWorking(true);
    errors.clear();
    try {
      await action();
      return true;
    } catch (failure) {
      if (mounted.current && !handle?.(failure as Failure)) {
        errors.refuse(failure as Failure, fields);
      }
      return false;
    } finally {
      running.current = false;
      if (mounted.current) setWorking(false);
    }
  };

  return { ...errors, working, send };
}
