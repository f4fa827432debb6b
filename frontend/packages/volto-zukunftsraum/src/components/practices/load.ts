import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import type { Load } from '../../config/resources';

export const transfersPath = (path: string) => `${path}/@transfers`;

/** As many as a page shows; more are rare. */
export const transferListPath = (path: string) =>
  `${transfersPath(path)}?b_size=100`;

export const similarPath = (path: string) => `${path}/@similar`;

export const contactPath = (path: string) => `${path}/@contact`;

/** On the server: what the page of an example shows beside its content. */
export const loadPractice: Load = (get, content) => {
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  return Promise.all(
    [transferListPath(path), similarPath(path), contactPath(path)].map((one) =>
      get(one),
    ),
  );
};
