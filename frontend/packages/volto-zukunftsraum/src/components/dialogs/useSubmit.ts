import { useEffect, useRef, useState } from 'react';
import { failureOf } from '../forms/call';
import type { Failure } from '../forms/call';

const isFailure = (error: any): error is Failure =>
  Array.isArray(error?.errors) && typeof error.status === 'number';

/**
 * Runs an action once at a time and keeps what went wrong. `submit` answers
 * whether it worked.
 */
export function useSubmit(action: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const mounted = useRef(true);

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const submit = async (): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setFailure(null);
    try {
      await action();
      return true;
    } catch (error) {
      if (mounted.current) {
        setFailure(isFailure(error) ? error : failureOf(error));
      }
      return false;
    } finally {
      running.current = false;
      if (mounted.current) setBusy(false);
    }
  };

  return { busy, failure, submit };
}
