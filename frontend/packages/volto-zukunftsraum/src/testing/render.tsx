import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { MemoryRouter, Route } from 'react-router-dom';
import { Provider } from 'react-intl-redux';
import configureStore from 'redux-mock-store';
import { catalogue } from './messages';

type State = Record<string, unknown>;

/** What components read from the store on a page for strangers, in German. */
export const baseState: State = {
  intl: { locale: 'de', messages: catalogue('de/LC_MESSAGES/volto.po') },
  content: { data: {} },
  site: { data: { 'plone.site_title': 'Zukunftsraum Demografie' } },
  navigation: { items: [] },
  breadcrumbs: { items: [], root: null },
  userSession: { token: null },
  users: {},
  form: { global: {} },
};

/**
 * Render inside a store and a router. `state` replaces parts of the store,
 * `path` is the address of the page; `at.current` says where links have led.
 */
export function renderAt(
  path: string,
  element: ReactElement,
  state: State = {},
) {
  const store = configureStore()({ ...baseState, ...state });
  const at = { current: path };
  const result = render(
    <Provider store={store}>
      <MemoryRouter initialEntries={[path]}>
        {element}
        <Route
          render={({ location }) => {
            at.current = location.pathname + location.search;
            return null;
          }}
        />
      </MemoryRouter>
    </Provider>,
  );
  return { ...result, store, at };
}
