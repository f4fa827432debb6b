import type { ConfigType } from '@plone/registry';
import InterfaceTexts from '../components/texts/InterfaceTexts';
import { leaveOutOfPages } from '../components/texts/load';

/** Send the texts of the interface as a file of their own (see components/texts/load.ts). */
export default function installTexts(config: ConfigType) {
  const settings = config.settings as unknown as Record<string, unknown[]>;
  settings.appExtras = [
    ...(settings.appExtras ?? []),
    { match: '', component: InterfaceTexts },
  ];
  if (__SERVER__) {
    void leaveOutOfPages(config.settings.supportedLanguages);
  }
}
