import type { ConfigType } from '@plone/registry';
import type { ComponentType } from 'react';
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

export default function installBlocks(config: ConfigType) {
  config.blocks.themes = themes;
  const { blocksConfig } = config.blocks;
  Object.assign(blocksConfig.gridBlock, { themes });
  const { slate } = blocksConfig;
  slate.edit = withHeldTyping(slate.edit as ComponentType<any>);
}
