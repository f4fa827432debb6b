import type { ConfigType } from '@plone/registry';
import type { Content } from '@plone/types';
import { getBaseUrl } from '@plone/volto/helpers/Url/Url';
import GlossaryTermLink from '../components/wiki/GlossaryTermLink';
import { TERM } from '../components/wiki/glossary';
import RelatedItems from '../components/page/RelatedItems';
import { showsRooms } from '../components/rooms/queries';
import { loadSectionPage } from '../components/sections/load';
import municipalities, { loadMunicipalities } from '../store/municipalities';

type AsyncItem = { key: string; promise: (options: any) => unknown };

/** On the server: when the content is there, ask for what its page shows beside it. */
async function withContent(item: AsyncItem, options: any) {
  const content = (await item.promise(options)) as
    | (Content & { municipality?: unknown })
    | undefined;
  const { store, location } = options;
  if (content) {
    const path = getBaseUrl(location.pathname);
    const loggedIn = Boolean(store.getState().userSession?.token);
    await Promise.allSettled([
      content['@type'] === 'Section' &&
        !showsRooms(content, loggedIn) &&
        loadSectionPage(store, content, path, location.search),
      typeof content.municipality === 'string' &&
        loadMunicipalities(store, [
          content.municipality,
          ...((content as { municipalities?: string[] }).municipalities ?? []),
        ]),
    ]);
  }
  return content;
}

/** Sections, articles, practice, seminars: their data and what stands below them. */
export default function installKnowledge(config: ConfigType) {
  config.addonReducers = { ...config.addonReducers, municipalities };
  config.registerSlotComponent({
    slot: 'belowContent',
    name: 'relatedItems',
    component: RelatedItems as any,
    // Without one, Volto's own would win: it has an empty list of them.
    predicates: [() => true],
  });
  const { elements } = config.settings.slate as unknown as {
    elements: Record<string, unknown>;
  };
  elements[TERM] = GlossaryTermLink;
  if (__SERVER__) {
    const { settings } = config;
    settings.asyncPropsExtenders = [
      ...((settings.asyncPropsExtenders as unknown[]) ?? []),
      {
        path: '/',
        extend: (items: AsyncItem[]) =>
          items.map((item) =>
            item.key === 'content'
              ? {
                  ...item,
                  promise: (options: any) => withContent(item, options),
                }
              : item,
          ),
      },
    ];
  }
}
