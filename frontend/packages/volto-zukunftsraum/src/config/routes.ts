import type { ConfigType } from '@plone/registry';
import type { ComponentType } from 'react';
import SearchRoute from '../components/search/SearchRoute';
import RulesRedirect from '../components/site/RulesRedirect';

type Route = { path: string; exact: boolean; component: ComponentType<any> };

/** Pages of ours that are no content objects. */
const routes: Route[] = [
  { path: '/search', exact: true, component: SearchRoute as any },
  // Volto has a panel of its own for content rules and fails on this one.
  {
    path: '/controlpanel/content-rules',
    exact: true,
    component: RulesRedirect,
  },
];

export default function installRoutes(config: ConfigType) {
  config.addonRoutes = [...(config.addonRoutes ?? []), ...routes];
}
