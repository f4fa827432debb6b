import type { ConfigType } from '@plone/registry';

export default function installSettings(config: ConfigType) {
  const { settings } = config;

  settings.isMultilingual = false;
  settings.defaultLanguage = 'de';
  settings.supportedLanguages = ['de', 'en'];
  settings.navDepth = 1;
  settings.openExternalLinkInNewTab = false;
  // The picture of our types; the theme has another one in mind.
  settings.contentMetadataTagsImageField = 'image';
  settings.layout = {
    ...(settings.layout as Record<string, unknown>),
    // the same as $default-container-width in theme/_variables.scss
    defaultContainerWidth: 960,
  };

  if (__SERVER__) {
    const protectionMiddleware =
      // eslint-disable-next-line @typescript-eslint/no-var-requires
      require('../express-middleware/protection').default;
    const sessionMiddleware =
      // eslint-disable-next-line @typescript-eslint/no-var-requires
      require('../express-middleware/session').default;
    const closedMiddleware =
      // eslint-disable-next-line @typescript-eslint/no-var-requires
      require('../express-middleware/closed').default;
    const classicMiddleware =
      // eslint-disable-next-line @typescript-eslint/no-var-requires
      require('../express-middleware/classic').default;
    const cachingMiddleware =
      // eslint-disable-next-line @typescript-eslint/no-var-requires
      require('../express-middleware/caching').default;
    const tracingMiddleware =
      // eslint-disable-next-line @typescript-eslint/no-var-requires
      require('../express-middleware/tracing').default;
    const sitemapMiddleware =
      // eslint-disable-next-line @typescript-eslint/no-var-requires
      require('../express-middleware/sitemap').default;
    const filesMiddleware =
      // eslint-disable-next-line @typescript-eslint/no-var-requires
      require('../express-middleware/files').default;
    const robotsMiddleware =
      // eslint-disable-next-line @typescript-eslint/no-var-requires
      require('../express-middleware/robots').default;
    const servicesMiddleware =
      // eslint-disable-next-line @typescript-eslint/no-var-requires
      require('../express-middleware/services').default;
    // First, so that they hold for files and pages alike.
    settings.expressMiddleware = [
      tracingMiddleware(),
      protectionMiddleware(),
      sessionMiddleware(),
      cachingMiddleware(),
      closedMiddleware(),
      classicMiddleware(),
      sitemapMiddleware(),
      robotsMiddleware(),
      filesMiddleware(),
      ...(settings.expressMiddleware as unknown[]),
      // Behind Volto's, which has addresses of this kind (`/@portrait/...`).
      servicesMiddleware(),
    ];
  }
}
