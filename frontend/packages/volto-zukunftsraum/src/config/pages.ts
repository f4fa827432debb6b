import type { ConfigType } from '@plone/registry';
import { GET_CONTENT } from '@plone/volto/constants/ActionTypes';

type Action = { type?: string; result?: { '@type'?: string } };
type Next = (action: Action) => unknown;

/**
 * An answer without a type is no content: Zope has views, feeds and attributes at addresses below content, which it
 * gives whatever is asked for (`/wissen/event_listing`). On the website there is nothing at such an address; Volto
 * would fail to show it (500).
 */
export const contentOnly = () => (next: Next) => (action: Action) => {
  if (action.type !== `${GET_CONTENT}_SUCCESS` || action.result?.['@type']) {
    return next(action);
  }
  const { result: _result, ...rest } = action;
  const failed = {
    type: `${GET_CONTENT}_FAIL`,
    error: { status: 404, message: 'Not found' },
  };
  return next({ ...rest, ...failed });
};

type StoreExtender = (stack: unknown[]) => unknown[];

export default function installPages(config: ConfigType) {
  const settings = config.settings as unknown as {
    storeExtenders: StoreExtender[];
    initialReducersBlacklist: string[];
  };
  // Behind what asks the API.
  settings.storeExtenders = [
    ...settings.storeExtenders,
    (stack) => [...stack, contentOnly],
  ];
  // The browser knows where it is. Written into the page it would be another one each time: it has a random key.
  settings.initialReducersBlacklist = [
    ...settings.initialReducersBlacklist,
    'router',
  ];
}
