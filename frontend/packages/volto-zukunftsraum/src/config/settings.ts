import type { ConfigType } from '@plone/registry';

export default function installSettings(config: ConfigType) {
  config.settings.isMultilingual = false;
  config.settings.defaultLanguage = 'de';
  config.settings.supportedLanguages = ['de', 'en'];
  return config;
}
