import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import type { Load } from '../../config/resources';
import { backlinksPath } from './Backlinks';

export const glossaryPath = (path: string) => `${path}/@glossary`;

/** On the server: what the page of an article shows beside its content. */
export const loadArticle: Load = (get, content) => {
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  return Promise.allSettled([
    content.link_glossary !== false && get(glossaryPath(path)),
    get(backlinksPath(path)),
  ]);
};
