import type { ConfigType } from '@plone/registry';
import type { ComponentType } from 'react';
import { WhoCanSeeAbove, withWhoCanSee } from '../components/spaces/placement';

/** On every protected page: who can see it. */
export default function installSpaces(config: ConfigType) {
  const { title } = config.blocks.blocksConfig as any;
  title.view = withWhoCanSee(title.view as ComponentType<any>);
  config.registerSlotComponent({
    slot: 'aboveContent',
    name: 'WhoCanSee',
    component: WhoCanSeeAbove as any,
  });
}
