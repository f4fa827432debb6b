import { searchPath } from '../../store/resources';

/** The calls that are published, the newest first. */
export const CALLS = searchPath({
  portal_type: 'GrantCall',
  review_state: 'published',
  sort_on: 'effective',
  sort_order: 'descending',
  b_size: 20,
});
