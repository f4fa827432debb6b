import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import type { Load } from '../../config/resources';

/** What a link may fill in, as in the classic form. */
const PREFIX = 'form.widgets.';

/** The path of a form's service; what the address of its page fills in goes along. */
export function formPath(path: string, search = ''): string {
  const filled = new URLSearchParams(
    [...new URLSearchParams(search)].filter(([name]) =>
      name.startsWith(PREFIX),
    ),
  ).toString();
  return `${path}/@form${filled && `?${filled}`}`;
}

/** What the page of a form shows beside its content: the form itself. */
export const loadForm: Load = (get, content, { search }) =>
  get(
    formPath(flattenToAppURL(content['@id']).replace(/\/$/, ''), search ?? ''),
  );
