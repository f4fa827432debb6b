import type { ConfigType } from '@plone/registry';
import type { ComponentType } from 'react';

/**
 * What a listing or a teaser says about a content object beside its title and
 * description, by the type's name (volto-light-theme asks for `Summary`).
 */
const summaries: Record<string, ComponentType<any>> = {};

export default function installListings(config: ConfigType) {
  for (const [type, component] of Object.entries(summaries)) {
    config.registerComponent({
      name: 'Summary',
      component,
      dependencies: [type],
    });
  }
}
