/**
 * OVERRIDE Html.jsx
 * REASON: The state is written into the page in an order that does not hang on which answer of the API came first, so
 * that a page that has not changed has the same ETag (`express-middleware/caching.ts`).
 * FILE VERSION: Volto 19.3.0
 */
import HtmlOfVolto from '@plone/volto-original/helpers/Html/Html';
import { ordered } from '../../../../helpers/ordered';

/** Reducers, their parts, and what these hold by name (`content.subrequests`, `reduxAsyncConnect.loadState`). */
const LEVELS = 3;

const Html = ({ store, ...props }) => (
  <HtmlOfVolto
    {...props}
    store={{ getState: () => ordered(store.getState(), LEVELS) }}
  />
);

export * from '@plone/volto-original/helpers/Html/Html';
export default Html;
