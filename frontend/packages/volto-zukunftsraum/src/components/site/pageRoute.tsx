import type { ComponentType } from 'react';
import { asyncConnect } from '@plone/volto/helpers/AsyncConnect';
import { reader } from '../../store/resources';

export type PageContext = {
  /** Reads into the store of resources; answers null for what fails. */
  get: ReturnType<typeof reader>;
  location: { pathname: string; search: string };
  loggedIn: boolean;
  store: any;
};

/**
 * A page that is no content, for the table of routes. Before the server writes
 * it, `load` reads what it shows. `key` is its name in Volto's store.
 */
export function pageRoute(
  key: string,
  Page: ComponentType,
  load?: (context: PageContext) => Promise<unknown>,
) {
  return asyncConnect([
    {
      key,
      promise: async ({ location, store }: { location: any; store: any }) => {
        if (!__SERVER__ || !load) return;
        await load({
          get: reader(store),
          location,
          loggedIn: Boolean(store.getState().userSession.token),
          store,
        });
      },
    },
  ])((() => (
    // `view` is where the skip link leads, as on pages of content.
    <div id="view">
      <Page />
    </div>
  )) as any) as ComponentType<any>;
}
