import { useEffect, useRef, useState } from 'react';
import type { FocusEvent } from 'react';
import { useReload } from '../../../store/useReload';
import { failureOf, useCall } from '../../forms/call';
import type { Failure } from '../../forms/call';
import { useFailureText } from '../../forms/useFormErrors';
import type { Errors } from '../../forms/useFormErrors';
import { useKept } from '../../submission/useKept';
import { budgetPath } from '../BudgetMeter';
import type { Application } from '../types';
import type { WrittenForm } from './forms';
import { withGoals } from './forms';
import type { GrantField } from './steps';
import { isEqual, sentField, shownField } from './values';
import type { FieldValue } from './values';

/** After this time without another change, in milliseconds, what was written is saved. */
const PAUSE = 800;

export const checkPath = (path: string) => `${path}/@grant-check`;

/** Writing an application or its proof of use: what is typed, kept, saved, and refused. */
export function useWriting(
  path: string,
  application: Application,
  form: WrittenForm,
) {
  const call = useCall();
  const reload = useReload();
  const failureText = useFailureText();
  const fields = form.steps.flatMap((step) => step.fields);
  const stored = withGoals(application);
  const { changed, before, change, saved, settle, isChanged } =
    useKept<FieldValue>(
      form.key === 'application' ? `zr-grant:${path}` : `zr-proof:${path}`,
    );
  // An account is kept nowhere but in its field.
  const [iban, setIban] = useState<string | null>(null);
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState('');
  const [attempt, setAttempt] = useState(0);
  const [working, setWorking] = useState(false);
  const running = useRef<Promise<boolean> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  /** Takes the focus when somebody has to choose between two versions. */
  const warning = useRef<HTMLDivElement>(null);
  const isDirty = isChanged || iban !== null;

  const shownOf = (field: GrantField, of: Application = stored) =>
    shownField(field, (of as Record<string, unknown>)[field.name]);
  const valueOf = (field: GrantField): FieldValue =>
    field.as === 'account'
      ? iban ?? shownOf(field)
      : changed[field.name] ?? shownOf(field);

  const conflictsWith = (now: Application) =>
    fields.filter((field) => {
      const { name } = field;
      if (!(name in changed) || !(name in before)) return false;
      const theirs = shownOf(field, now);
      return !isEqual(before[name], theirs) && !isEqual(changed[name], theirs);
    });
  const conflicts = conflictsWith(stored);

  const patch = async (data: Record<string, unknown>): Promise<boolean> => {
    const tag = (etag?: string) => (etag ? { 'If-Match': etag } : undefined);
    try {
      await call('patch', path, data, tag(stored.etag));
      return true;
    } catch (error) {
      if ((error as Failure).status !== 412) throw error;
    }
    const [fresh] = await reload(path);
    if (fresh.status !== 'fulfilled') throw failureOf(fresh.reason);
    // They wrote elsewhere: both stay. Else somebody has to choose.
    if (conflictsWith(withGoals(fresh.value)).length > 0) return false;
    await call('patch', path, data, tag(fresh.value.etag));
    return true;
  };

  const refuse = (refused: Failure) => {
    const names = fields.map(({ name }) => name);
    const known = refused.errors.filter(({ field }) =>
      names.includes(field.split('.')[0]),
    );
    setErrors(
      Object.fromEntries(known.map(({ field, message }) => [field, message])),
    );
    const others = refused.errors.filter((one) => !known.includes(one));
    setFailure(
      others.map(({ message }) => message).join(' ') ||
        (known.length > 0 ? '' : failureText(refused)),
    );
  };

  const saveNow = async (quiet: boolean): Promise<boolean> => {
    if (!isDirty) return true;
    if (conflicts.length > 0) {
      if (!quiet) warning.current?.focus();
      return false;
    }
    const typed = changed;
    const account = iban;
    const data: Record<string, unknown> = Object.fromEntries(
      fields
        .filter(({ name }) => name in typed)
        .map((field) => [field.name, sentField(field, typed[field.name])]),
    );
    if (account !== null) data.iban = account.trim() || null;
    setWorking(true);
    try {
      const isThere = await patch(data);
      setErrors({});
      setFailure('');
      if (!isThere) {
        if (!quiet) warning.current?.focus();
        return false;
      }
      await reload(
        path,
        checkPath(path),
        stored.municipality && stored.year
          ? budgetPath(stored.municipality.ars, stored.year)
          : null,
      );
      saved(typed);
      setIban((now) => (now === account ? null : now));
      return true;
    } catch (error) {
      refuse(error as Failure);
      if (!quiet) setAttempt((now) => now + 1);
      return false;
    } finally {
      setWorking(false);
    }
  };
  const current = useRef(saveNow);
  current.current = saveNow;

  /**
   * Save what was changed; one after the other, the second sees what the first has
   * left. `quiet`: while somebody goes on writing, so nothing takes the focus.
   */
  const save = async (quiet = false): Promise<boolean> => {
    clearTimeout(timer.current);
    if (running.current) await running.current;
    const mine = current.current(quiet);
    running.current = mine;
    try {
      return await mine;
    } finally {
      if (running.current === mine) running.current = null;
    }
  };

  useEffect(() => () => clearTimeout(timer.current), []);

  /** Whoever leaves a field, or a table, has written it. */
  const onLeaveField = (event: FocusEvent<HTMLElement>) => {
    if (event.currentTarget.contains(event.relatedTarget as Node | null)) {
      return;
    }
    clearTimeout(timer.current);
    timer.current = setTimeout(() => save(true), PAUSE);
  };

  return {
    path,
    form,
    stored,
    errors,
    failure,
    attempt,
    working,
    isDirty,
    conflicts,
    warning,
    valueOf,
    shownOf,
    save,
    settle,
    onLeaveField,
    set: (field: GrantField, value: FieldValue) =>
      field.as === 'account'
        ? setIban(value as string)
        : change(field.name, value, shownOf(field)),
  };
}

export type Writing = ReturnType<typeof useWriting>;
