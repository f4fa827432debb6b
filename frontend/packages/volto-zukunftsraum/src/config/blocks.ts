import type { ConfigType } from '@plone/registry';
import type { ComponentType } from 'react';
import loadable from '@loadable/component';
import itemsSVG from '@plone/volto/icons/content-listing.svg';
import formSVG from '@plone/volto/icons/form.svg';
import FormBlockView from '../components/easyform/block/FormBlockView';
import { loadFormBlock } from '../components/easyform/block/load';
import { messages as formMessages } from '../components/easyform/block/schema';
import ItemsView from '../components/items/ItemsView';
import { loadItems } from '../components/items/load';
import { messages } from '../components/items/schema';
import { withHeldTyping } from '../components/editor/withHeldTyping';

/**
 * The grounds on which an editor can put a block, in the colours of the theme.
 * Their names (`default`, `grey`) are those of volto-light-theme, so that
 * stored content fits both.
 */
const themes = [
  {
    style: {
      '--theme-color': 'var(--zr-surface)',
      '--theme-high-contrast-color': 'var(--zr-primary-soft)',
      '--theme-foreground-color': 'var(--zr-text)',
      '--theme-low-contrast-foreground-color': 'var(--zr-muted)',
    },
    name: 'default',
    label: 'Weiß / White',
  },
  {
    style: {
      '--theme-color': 'var(--zr-primary-soft)',
      '--theme-high-contrast-color': 'var(--zr-surface)',
      '--theme-foreground-color': 'var(--zr-text)',
      '--theme-low-contrast-foreground-color': 'var(--zr-muted)',
    },
    name: 'grey',
    label: 'Hellblau / Light blue',
  },
];

/** The newest, related or chosen content, for editors to put on pages. */
const items = {
  id: 'zukunftsraumItems',
  title: messages.title.id as string,
  icon: itemsSVG,
  group: 'common',
  view: ItemsView,
  edit: loadable(() => import('../components/items/ItemsEdit')),
  getAsyncData: loadItems,
  restricted: false,
  mostUsed: true,
  sidebarTab: 1,
};

/** A form that people fill in on the page. */
const form = {
  id: 'zukunftsraumForm',
  title: formMessages.title.id as string,
  icon: formSVG,
  group: 'common',
  view: FormBlockView,
  edit: loadable(() => import('../components/easyform/block/FormBlockEdit')),
  getAsyncData: loadFormBlock,
  restricted: false,
  mostUsed: false,
  sidebarTab: 1,
};

export default function installBlocks(config: ConfigType) {
  config.blocks.themes = themes;
  const { blocksConfig } = config.blocks;
  Object.assign(blocksConfig, { [items.id]: items, [form.id]: form });
  Object.assign(blocksConfig.gridBlock, { themes });
  const { slate } = blocksConfig;
  slate.edit = withHeldTyping(slate.edit as ComponentType<any>);
}
