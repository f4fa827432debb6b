import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';

/** The formats of `@feed`, with their media types. */
export const FORMATS = [
  { format: 'atom', type: 'application/atom+xml' },
  { format: 'json', type: 'application/feed+json' },
];

/** The feeds of a page: that of the site, and of a section its own. */
export function feedsOf(content: { '@id'?: string; '@type': string }) {
  const site = { path: '', isSite: true };
  if (content['@type'] !== 'Section' || !content['@id']) return [site];
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  return [site, { path, isSite: false }];
}
