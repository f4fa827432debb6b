import type { PageContext } from '../site/pageRoute';
import { searchPath } from '../../store/resources';
import { listPath } from '../listing/urlParameters';
import { ME } from '../members/useMe';
import type { Me } from '../members/types';

export const lifePath = (path: string) => `${path}/@review-life`;
export const workflowPath = (path: string) => `${path}/@workflow`;
export const changesPath = (path: string) => `${path}/@changes`;
export const copyPath = (path: string) => `${path}/@workingcopy`;

/** Types of texts that editors review. */
export const REVIEWED = ['WikiArticle', 'BestPractice'];

/** By what the inbox of the editors can be narrowed and sorted. */
export const REVIEW_FILTERS = [
  'list',
  'type',
  'sort_on',
  'sort_order',
] as const;

export const reviewsPath = (search: string) =>
  listPath('/@reviews', search, REVIEW_FILTERS);

/** The texts of a person, newest change first. */
export const ownTextsPath = (userId: string) =>
  searchPath({
    Creator: userId,
    portal_type: REVIEWED,
    sort_on: 'modified',
    sort_order: 'descending',
    metadata_fields: ['modified', 'copy_of'],
    b_size: 100,
  });

export async function loadReviews({ get, location, loggedIn }: PageContext) {
  if (loggedIn) await get(reviewsPath(location.search));
}

export async function loadOwnTexts({ get, loggedIn }: PageContext) {
  const me = loggedIn ? await get<Me>(ME) : null;
  if (me) await get(ownTextsPath(me.id));
}
