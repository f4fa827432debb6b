import type { ConfigType } from '@plone/registry';
import installSettings from './config/settings';

export default function applyConfig(config: ConfigType) {
  installSettings(config);
  return config;
}
