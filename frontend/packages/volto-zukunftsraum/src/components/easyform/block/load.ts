import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { reader } from '../../../store/resources';
import { formPath } from '../load';
import type { FormBlockData } from './schema';

const chosen = ({ href }: FormBlockData) =>
  href?.[0]?.['@id'] ? flattenToAppURL(href[0]['@id']) : '';

/** The path of the form that a block shows; empty without one, and when it was deleted. */
export const formOf = (data: FormBlockData): string => {
  const path = chosen(data);
  return path.startsWith('/') && !path.includes('/resolveuid/')
    ? path.replace(/\/$/, '')
    : '';
};

/** A form was chosen, and has been deleted: the API finds no path for it any more. */
export const isFormGone = (data: FormBlockData): boolean =>
  Boolean(chosen(data)) && !formOf(data);

type Options = { store: any; data: FormBlockData };

/** On the server: ask for the form of the block. Volto demands a promise, also where there is none to ask for. */
export function loadFormBlock({ store, data }: Options) {
  const path = formOf(data);
  return [path ? reader(store)(formPath(path)) : Promise.resolve(null)];
}
