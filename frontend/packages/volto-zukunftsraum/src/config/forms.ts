import type { ConfigType } from '@plone/registry';
import { CLASSIC } from '../components/easyform/addresses';

type ExternalRoute = {
  match: { path: string; exact?: boolean };
  url?: (payload: { location: { pathname: string; search: string } }) => string;
};

/** The form builder is no page of the website: the browser asks the server for it. */
export default function installForms(config: ConfigType) {
  const settings = config.settings as unknown as {
    externalRoutes?: ExternalRoute[];
  };
  settings.externalRoutes = [
    ...(settings.externalRoutes ?? []),
    {
      match: { path: CLASSIC, exact: false },
      url: ({ location }) => location.pathname + location.search,
    },
  ];
}
