import loadable from '@loadable/component';
import { asyncConnect } from '@plone/volto/helpers/AsyncConnect';
import { loadSearchPage } from './load';

const SearchPage = loadable(() => import('./SearchPage'));

/** `view` is where the skip link leads, as on pages of content. */
const SearchRoute = () => (
  <div id="view">
    <SearchPage />
  </div>
);

/** The search page; on the server its results are there before it is written. */
export default asyncConnect([
  {
    key: 'zrSearch',
    promise: ({ location, store }: { location: any; store: any }) =>
      __SERVER__ && loadSearchPage(store, location.search),
  },
])(SearchRoute as any);
