import config from '@plone/volto/registry';

/** The addresses of the API, as the server of the website and as browsers call it. */
const hosts = () =>
  [config.settings.internalApiPath, config.settings.apiPath].filter(
    (host): host is string => Boolean(host),
  );

/**
 * HTML of the API with links that begin at the root of this site: what the server asks
 * for bears an address that nobody outside can reach.
 */
export const localHtml = (html: string): string =>
  hosts().reduce(
    (text, host) =>
      text
        .replaceAll(`="${host}/`, '="/')
        // The first page.
        .replaceAll(`="${host}"`, '="/"')
        .replaceAll(`="${host}#`, '="/#')
        .replaceAll(`="${host}?`, '="/?'),
    html,
  );
