import type { ConfigType } from '@plone/registry';
import { requestLanguage } from '../helpers/requestLanguage';

export default function installLanguage(config: ConfigType) {
  config.settings.storeExtenders = [
    ...config.settings.storeExtenders,
    (stack: unknown[]) => [requestLanguage, ...stack],
  ];

  if (__SERVER__) {
    // eslint-disable-next-line @typescript-eslint/no-var-requires
    const languageMiddleware = require('../express-middleware/language').default;
    // Last, so that calls to the API pass as they are.
    config.settings.expressMiddleware = [
      ...config.settings.expressMiddleware,
      languageMiddleware(),
    ];
  }
}
