import type { ConfigType } from '@plone/registry';
import { requestLanguage } from '../helpers/requestLanguage';

type StoreExtender = (stack: unknown[]) => unknown[];

export default function installLanguage(config: ConfigType) {
  config.settings.storeExtenders = [
    ...(config.settings.storeExtenders as StoreExtender[]),
    (stack: unknown[]) => [requestLanguage, ...stack],
  ];

  if (__SERVER__) {
    const languageMiddleware =
      // eslint-disable-next-line @typescript-eslint/no-var-requires
      require('../express-middleware/language').default;
    // Last, so that calls to the API pass as they are.
    config.settings.expressMiddleware = [
      ...(config.settings.expressMiddleware as unknown[]),
      languageMiddleware(),
    ];
  }
}
