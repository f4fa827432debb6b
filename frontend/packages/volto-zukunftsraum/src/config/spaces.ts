import type { ConfigType } from '@plone/registry';
import {
  TitleWithWhoCanSee,
  WhoCanSeeAbove,
} from '../components/spaces/placement';

/** On every protected page: who can see it. */
export default function installSpaces(config: ConfigType) {
  Object.assign((config.blocks.blocksConfig as any).title, {
    view: TitleWithWhoCanSee,
  });
  config.registerSlotComponent({
    slot: 'aboveContent',
    name: 'WhoCanSee',
    component: WhoCanSeeAbove as any,
  });
}
