import type { ComponentProps, ComponentType } from 'react';
import SlotRenderer from '@plone/volto/components/theme/SlotRenderer/SlotRenderer';

/** Volto's SlotRenderer; its type asks for a location that it reads by itself. */
const Slot = SlotRenderer as ComponentType<
  Omit<ComponentProps<typeof SlotRenderer>, 'location'>
>;

export default Slot;
