import loadable from '@loadable/component';
import type { ComponentType } from 'react';
import { useIntl } from 'react-intl';
import { chunkOf, textsIn } from './load';

type Props = { locale: string };

/**
 * What the build makes of `loadable(() => import(…))`, written out: its own way of naming files fits none that lie elsewhere.
 * The server thereby puts the file into the list of what the page needs; nothing is read from it to show the page.
 */
const Texts = loadable.lib({
  chunkName: ({ locale }: Props) => chunkOf(locale),
  resolve: ({ locale }: Props) => chunkOf(locale),
  isReady: () => true,
  importAsync: ({ locale }: Props) => textsIn(locale),
  requireAsync: () => Promise.resolve({}),
  requireSync: () => ({}),
} as any) as unknown as ComponentType<Props>;

/** Names the file with the texts of the interface among the scripts of the page. Shows nothing. */
const InterfaceTexts = () => <Texts locale={useIntl().locale} />;

export default InterfaceTexts;
