import type { ConfigType } from '@plone/registry';
import { getBaseUrl } from '@plone/volto/helpers/Url/Url';
import resources, { PARTS, reader } from '../store/resources';
import { commentsPath } from '../components/comments/thread';
import { loadForm } from '../components/easyform/load';
import { loadApplication } from '../components/grants/load';
import { loadStartPage } from '../components/home/load';
import { loadExchangeRoom, loadRooms } from '../components/rooms/load';
import { loadPractice } from '../components/practices/load';
import { loadMunicipalSpace } from '../components/spaces/load';
import { visibilityPath } from '../components/spaces/visibility';

/** What a page reads beside its content. `get` answers null for what fails. */
export type Load = (
  get: <T>(path: string) => Promise<T | null>,
  content: { '@id': string; '@type': string; [field: string]: unknown },
  more: { loggedIn: boolean; store: any; search: string },
) => Promise<unknown>;

const loads: Record<string, Load> = {
  'Plone Site': loadStartPage,
  MunicipalSpace: loadMunicipalSpace,
  ExchangeRoom: loadExchangeRoom,
  Section: loadRooms,
  BestPractice: loadPractice,
  GrantApplication: loadApplication,
  EasyForm: loadForm,
};

type AsyncItem = { key: string; promise: (options: any) => unknown };

/**
 * On the server: when the content is there, read what its page shows beside it. Answers nothing: Volto would put
 * the answer into the state that is sent, where the content is already.
 */
async function loadPage(contentItem: AsyncItem, options: any): Promise<void> {
  const content: any = await contentItem.promise(options);
  const { store, location } = options;
  const path = location.pathname.replace(/\/$/, '');
  // Forms and listings of the content are other pages.
  if (!content || getBaseUrl(path) !== path) return;
  const get = reader(store);
  const loggedIn = Boolean(store.getState().userSession.token);
  const visibility = visibilityPath(content, loggedIn);
  await Promise.allSettled([
    visibility && get(visibility),
    content.allow_discussion && get(commentsPath(path)),
    loads[content['@type']]?.(get, content, {
      loggedIn,
      store,
      search: location.search,
    }),
  ]);
}

/** What a visitor may do with a state of the review is nothing: there is no need to ask. */
function workflowForMembers({ promise }: AsyncItem, options: any) {
  return options.store.getState().userSession.token
    ? promise(options)
    : undefined;
}

const onServer: Record<string, (item: AsyncItem, options: any) => unknown> = {
  content: loadPage,
  workflow: workflowForMembers,
};

export default function installResources(config: ConfigType) {
  config.addonReducers = { ...config.addonReducers, resources };
  config.settings.apiExpanders = [
    ...((config.settings.apiExpanders as unknown[]) ?? []),
    { match: '', GET_CONTENT: PARTS },
  ] as typeof config.settings.apiExpanders;
  if (__SERVER__) {
    const { asyncPropsExtenders } = config.settings as any;
    config.settings.asyncPropsExtenders = [
      ...(asyncPropsExtenders ?? []),
      {
        path: '/',
        extend: (items: AsyncItem[]) =>
          items.map((item) => {
            const load = onServer[item.key];
            return load
              ? { ...item, promise: (options: any) => load(item, options) }
              : item;
          }),
      },
    ];
  }
}
