import type { ConfigType } from '@plone/registry';
import type { ComponentType } from 'react';
import loadable from '@loadable/component';
import SectionPage from '../components/sections/SectionPage';
import DocumentView from '../components/home/DocumentView';

/**
 * Views of the content types, by the type's name. Load them lazily, so that the
 * home page does not carry them:
 *   Seminar: loadable(() => import('../components/seminars/SeminarView')),
 */
const contentTypesViews: Record<string, ComponentType<any>> = {
  Section: SectionPage,
  WikiArticle: loadable(() => import('../components/wiki/WikiArticleView')),
  BestPractice: loadable(
    () => import('../components/practices/BestPracticeView'),
  ),
  Seminar: loadable(() => import('../components/seminars/SeminarView')),
  'Plone Site': DocumentView,
  File: loadable(() => import('../components/files/FileView')),
  EasyForm: loadable(() => import('../components/easyform/FormView')),
  MunicipalSpace: loadable(
    () => import('../components/spaces/MunicipalSpaceView'),
  ),
  ExchangeRoom: loadable(() => import('../components/rooms/ExchangeRoomView')),
  GrantCall: loadable(() => import('../components/grants/GrantCallView')),
  GrantApplication: loadable(
    () => import('../components/grants/GrantApplicationView'),
  ),
};

/** Views that are named by the `layout` of a content object. */
const layoutViews: Record<string, ComponentType<any>> = {
  document_view: DocumentView,
  event_view: loadable(() => import('../components/events/EventView')),
};

export default function installViews(config: ConfigType) {
  Object.assign(config.views.contentTypesViews, contentTypesViews);
  Object.assign(config.views.layoutViews, layoutViews);
}
