import type { ConfigType } from '@plone/registry';
import LockNotice from '../components/editing/LockNotice';
import WorkLine from '../components/editing/WorkLine';

/** Working on pages together: who has it open, and what was there before. */
export default function installEditing(config: ConfigType) {
  config.registerSlotComponent({
    slot: 'aboveContent',
    name: 'LockNotice',
    component: LockNotice as any,
  });
  config.registerSlotComponent({
    slot: 'belowContent',
    name: 'WorkLine',
    component: WorkLine as any,
    predicates: [() => true],
  });
}
