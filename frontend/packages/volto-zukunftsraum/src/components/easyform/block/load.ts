import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { reader } from '../../../store/resources';
import { formPath } from '../load';
import type { FormBlockData } from './schema';

/** The path of the form that a block shows; empty without one. */
export const formOf = ({ href }: FormBlockData): string =>
  href?.[0]?.['@id'] ? flattenToAppURL(href[0]['@id']).replace(/\/$/, '') : '';

type Options = { store: any; data: FormBlockData };

/** On the server: ask for the form of the block. */
export function loadFormBlock({ store, data }: Options) {
  const path = formOf(data);
  return path ? [reader(store)(formPath(path))] : [];
}
