import Slugger from 'github-slugger';
import type { Content } from '@plone/types';
import { normalizeString } from '@plone/volto/helpers/Utils/Utils';
import { serializeNodesToText } from '@plone/volto-slate/editor/render';

export type Heading = { id: string; text: string; level: number };

type SlateNode = { type?: string; children?: unknown[] };
type Block = { '@type': string; value?: SlateNode[] };

const LEVELS: Record<string, number> = { h2: 2, h3: 3 };

/**
 * The headings of a body of blocks, with the ids that Volto's text block gives
 * them (volto-slate/blocks/Text/TextBlockView).
 */
export function headingsOf(content: Content): Heading[] {
  const blocks = (content.blocks ?? {}) as unknown as Record<string, Block>;
  const order: string[] = content.blocks_layout?.items ?? [];
  const headings: Heading[] = [];
  for (const key of order) {
    const block = blocks[key];
    const node = block?.['@type'] === 'slate' ? block.value?.[0] : undefined;
    const level = LEVELS[node?.type ?? ''];
    if (!level) continue;
    const text = serializeNodesToText(node?.children ?? []).trim();
    const id = Slugger.slug(normalizeString(text)) || key;
    if (text && !headings.some((other) => other.id === id)) {
      headings.push({ id, text, level });
    }
  }
  return headings;
}
