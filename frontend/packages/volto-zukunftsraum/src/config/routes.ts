import type { ConfigType } from '@plone/registry';
import type { ComponentType } from 'react';
import loadable from '@loadable/component';
import { loadAdmissions, loadDirectory } from '../components/members/load';
import SearchRoute from '../components/search/SearchRoute';
import { pageRoute } from '../components/site/pageRoute';
import RulesRedirect from '../components/site/RulesRedirect';

type Route = { path: string; exact: boolean; component: ComponentType<any> };

/** Pages of ours that Volto knows to be no content objects. */
const routes: Route[] = [
  { path: '/search', exact: true, component: SearchRoute as any },
  // Volto has a panel of its own for content rules and fails on this one.
  {
    path: '/controlpanel/content-rules',
    exact: true,
    component: RulesRedirect,
  },
];

/**
 * Pages of ours at the root of the site that are no content, by their path.
 * Load what they show lazily.
 */
export const pages: Record<string, ComponentType<any>> = {
  '/aufnahmen': pageRoute(
    'zrAdmissions',
    loadable(() => import('../components/members/AdmissionsPage')),
    loadAdmissions,
  ),
  '/verzeichnis': pageRoute(
    'zrDirectory',
    loadable(() => import('../components/members/DirectoryPage')),
    loadDirectory,
  ),
};

/** All addresses of a page: "/konto/:token" is everything below "/konto", too. */
export function addressesOf(path: string): RegExp {
  const [first] = path.split('/').filter(Boolean);
  return new RegExp(`^/${first}(/.*)?$`);
}

export default function installRoutes(config: ConfigType) {
  config.addonRoutes = [
    ...(config.addonRoutes ?? []),
    ...routes,
    ...Object.entries(pages).map(([path, component]) => ({
      path,
      exact: true,
      component,
    })),
  ];
  // There is no content to ask for at these addresses, and no editor's frame.
  const settings = config.settings as unknown as Record<string, unknown[]>;
  const addresses = Object.keys(pages).map(addressesOf);
  settings.nonContentRoutes = [...settings.nonContentRoutes, ...addresses];
  settings.nonContentRoutesPublic = [
    ...settings.nonContentRoutesPublic,
    ...addresses,
  ];
}
