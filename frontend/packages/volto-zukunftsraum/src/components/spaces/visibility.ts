import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';

export type Reader = { kind: 'group' | 'role'; title: string };

export type Visibility = {
  audience: 'public' | 'network' | 'space' | 'restricted';
  label: string;
  readers: Reader[];
  editors: Reader[];
};

/**
 * Where the API says who can see this content. Strangers see public pages only
 * and are told nothing about them: no path, no request.
 */
export function visibilityPath(
  content: { '@id'?: string; '@type'?: string } | null | undefined,
  loggedIn: boolean,
): string | null {
  if (!loggedIn || !content?.['@id'] || content['@type'] === 'Plone Site') {
    return null;
  }
  return `${flattenToAppURL(content['@id']).replace(/\/$/, '')}/@visibility`;
}
