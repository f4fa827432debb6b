import type { ConfigType } from '@plone/registry';
import type { ComponentType } from 'react';

/**
 * Views of the content types, by the type's name. Load them lazily, so that the
 * home page does not carry them:
 *   Seminar: loadable(() => import('../components/seminars/SeminarView')),
 */
const contentTypesViews: Record<string, ComponentType<any>> = {};

/** Views that are named by the `layout` of a content object. */
const layoutViews: Record<string, ComponentType<any>> = {};

export default function installViews(config: ConfigType) {
  Object.assign(config.views.contentTypesViews, contentTypesViews);
  Object.assign(config.views.layoutViews, layoutViews);
}
