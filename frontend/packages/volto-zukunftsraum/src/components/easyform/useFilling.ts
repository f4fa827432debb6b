import { useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { notAsked } from './conditions';
import { fieldsOf } from './types';
import type { FormDescription, FormField } from './types';
import { initialValue, valueToSend } from './values';
import type { Value, Values } from './values';

/** Names one submission; not `randomUUID`, which browsers have for HTTPS only. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/**
 * What somebody enters in a form. It stays when the form is loaded anew, and counts
 * only for fields that are there.
 */
export function useFilling(form: FormDescription) {
  const { locale } = useIntl();
  const [typed, setTyped] = useState<Values>({});
  const [trap, setTrap] = useState('');
  /** So that sending the same once more saves nothing twice. */
  const key = useRef('');

  const all = fieldsOf(form);
  const values: Values = Object.fromEntries(
    Object.values(all).map((field) => [
      field.name,
      typed[field.name] ?? initialValue(field, locale),
    ]),
  );
  const hidden = notAsked(
    form.uischema.conditions,
    Object.fromEntries(
      Object.values(all).map((field) => [
        field.name,
        valueToSend(field, values[field.name]),
      ]),
    ),
  );
  const fieldsets = form.uischema.fieldsets
    .map((fieldset) => ({
      ...fieldset,
      fields: fieldset.fields
        .filter((name) => !hidden.has(name) && all[name])
        .map((name): FormField => all[name]),
    }))
    .filter(({ fields }) => fields.some(({ widget }) => widget !== 'hidden'));

  return {
    all,
    values,
    fieldsets,
    /** All that can be sent, in its order. */
    fields: Object.values(all).filter(({ name }) => !hidden.has(name)),
    trap,
    setTrap,
    set: (name: string, value: Value) =>
      setTyped((now) => ({ ...now, [name]: value })),
    /** Empty this one again. */
    forget: (name: string) =>
      setTyped(({ [name]: _before, ...others }) => others),
    clear: () => setTyped({}),
    /** The name of this submission; `again`: of a new one. */
    key: (again = false) => {
      if (!key.current || again) key.current = newKey();
      return key.current;
    },
  };
}
