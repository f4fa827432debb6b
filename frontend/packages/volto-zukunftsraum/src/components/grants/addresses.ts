// Apart from the steps, so that pages that only link to the form do not load them.

/** The id of the element of a field or a cell. */
export const idOfField = (field: string) =>
  `zr-part-${field.replace(/\./g, '-')}`;

export const FORM_ADDRESS = '/einreichen/foerderantrag';

/** Where a step of an application, or of its proof of use, is written. */
export function formAddress(path: string, step = 1, field?: string): string {
  const query = new URLSearchParams({ text: path });
  if (step > 1) query.set('schritt', String(step));
  return `${FORM_ADDRESS}?${query}${field ? `#${idOfField(field)}` : ''}`;
}

/** Where an application of a municipality is begun; both are paths. */
export function beginAddress(space: string, call?: string): string {
  const query = new URLSearchParams({ raum: space.replace(/\/$/, '') });
  if (call) query.set('aufruf', call.replace(/\/$/, ''));
  return `${FORM_ADDRESS}?${query}`;
}
