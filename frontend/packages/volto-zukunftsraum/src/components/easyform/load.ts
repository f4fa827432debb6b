import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import type { Load } from '../../config/resources';

export const formPath = (path: string) => `${path}/@form`;

/** What the page of a form shows beside its content: the form itself. */
export const loadForm: Load = (get, content) =>
  get(formPath(flattenToAppURL(content['@id']).replace(/\/$/, '')));
