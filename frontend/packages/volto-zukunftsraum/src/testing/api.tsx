import { configure, render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { MemoryRouter, Route } from 'react-router-dom';
import { Provider } from 'react-intl-redux';
import { applyMiddleware, combineReducers, createStore } from 'redux';
import { vi } from 'vitest';
import resources from '../store/resources';
import { baseState } from './render';

type Call = [op: string, path: string, data?: any, headers?: any];
type Answers = Record<string, any>;

// A busy machine takes its time.
configure({ asyncUtilTimeout: 5000 });

/** As superagent rejects. */
const httpError = (status: number, body: unknown, headers = {}) =>
  Object.assign(new Error(String(status)), {
    status,
    response: { body, headers },
  });

/**
 * Render with a REST API that answers as told, over our real store: `answers`
 * has keys like "GET /@me" (with or without the query) and the body, or a
 * function that gives it. `refused(409, {message})` is an answer that refuses. `calls` are what was sent to change
 * something, in order; `asked` the paths that were read.
 */
export function renderWithApi(
  path: string,
  element: ReactElement,
  answers: Answers,
  state: Record<string, unknown> = {},
) {
  const calls: Call[] = [];
  const asked: string[] = [];
  const api = vi.fn(
    async (op: string, address: string, data?: any, headers?: any) => {
      const verb = op === 'del' ? 'DELETE' : op.toUpperCase();
      // The frame of a page asks by itself.
      if (address.endsWith('/@navigation')) return { items: [] };
      if (verb === 'GET') asked.push(address);
      else if (headers) calls.push([verb, address, data, headers]);
      else calls.push([verb, address, data]);
      const key = `${verb} ${address}`;
      const answer = key in answers ? answers[key] : answers[key.split('?')[0]];
      if (answer === undefined) throw httpError(404, {});
      const given = typeof answer === 'function' ? await answer(data) : answer;
      if (given?.refused !== undefined) {
        throw httpError(given.refused, given.body, given.headers);
      }
      return given;
    },
  );

  // As Volto's middleware does it: pending, then success or failure.
  const middleware = (store: any) => (next: any) => (action: any) => {
    if (typeof action === 'function') {
      return action(store.dispatch, store.getState);
    }
    const { request, type, ...rest } = action;
    if (!request) return next(action);
    next({ ...rest, type: `${type}_PENDING` });
    return api(request.op, request.path, request.data, request.headers).then(
      (result) => {
        next({ ...rest, type: `${type}_SUCCESS`, result });
        return result;
      },
      (error) => {
        next({ ...rest, type: `${type}_FAIL`, error });
        throw error;
      },
    );
  };

  const { resources: known, ...fixed } = { ...baseState, ...state } as any;
  const keep = Object.fromEntries(
    Object.entries(fixed).map(([key, value]) => [key, () => value]),
  );
  const store = createStore(
    combineReducers({ ...keep, resources } as any),
    { resources: known ?? {} } as any,
    applyMiddleware(middleware as any),
  );
  const at = { current: path };
  const result = render(
    <Provider store={store as any}>
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
  return { ...result, store, at, calls, asked };
}

/** An answer of the API that refuses; 0: there is none at all. */
export const refused = (status: number, body: any = {}, headers = {}) => ({
  refused: status,
  body,
  headers,
});

/** A session of a member that is valid for an hour. */
export const session = (id = 'u1') => ({
  userSession: {
    token: `x.${btoa(
      JSON.stringify({ sub: id, exp: Date.now() / 1000 + 3600 }),
    )}.x`,
  },
});
