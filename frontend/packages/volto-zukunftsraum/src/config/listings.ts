import type { ConfigType } from '@plone/registry';
import type { ComponentType } from 'react';
import GrantSummary from '../components/grants/GrantSummary';
import PageSummary from '../components/listing/PageSummary';
import PracticeSummary from '../components/practices/PracticeSummary';
import RoomSummary from '../components/rooms/RoomSummary';
import SeminarSummary from '../components/seminars/SeminarSummary';
import SpaceSummary from '../components/spaces/SpaceSummary';
import WikiArticleSummary from '../components/wiki/WikiArticleSummary';

/**
 * What a listing or a teaser says about a content object beside its title and
 * description, by the type's name (volto-light-theme asks for `Summary`).
 */
const summaries: Record<string, ComponentType<any>> = {
  WikiArticle: WikiArticleSummary,
  BestPractice: PracticeSummary,
  Seminar: SeminarSummary,
  Document: PageSummary,
  File: PageSummary,
  GrantCall: PageSummary,
  MunicipalSpace: SpaceSummary,
  ExchangeRoom: RoomSummary,
  GrantApplication: GrantSummary,
};

export default function installListings(config: ConfigType) {
  for (const [type, component] of Object.entries(summaries)) {
    config.registerComponent({
      name: 'Summary',
      component,
      dependencies: [type],
    });
  }
}
