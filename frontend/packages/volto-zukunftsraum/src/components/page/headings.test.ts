import { describe, expect, it } from 'vitest';
import { headingsOf } from './headings';

const slate = (type: string, text: string) => ({
  '@type': 'slate',
  value: [{ type, children: [{ text }] }],
});

const content = (...blocks: Record<string, unknown>[]) =>
  ({
    blocks: Object.fromEntries(blocks.map((block, i) => [`b${i}`, block])),
    blocks_layout: { items: blocks.map((_, i) => `b${i}`) },
  }) as any;

describe('headingsOf', () => {
  it('finds the headings of the text with the ids that the text gives them', () => {
    expect(
      headingsOf(
        content(
          { '@type': 'title' },
          slate('h2', 'Die passende Trägerschaft'),
          slate('p', 'Text'),
          slate('h3', 'Öffnungszeiten'),
        ),
      ),
    ).toEqual([
      {
        id: 'die-passende-tragerschaft',
        text: 'Die passende Trägerschaft',
        level: 2,
      },
      { id: 'offnungszeiten', text: 'Öffnungszeiten', level: 3 },
    ]);
  });

  it('leaves out empty headings and those of the same name', () => {
    expect(
      headingsOf(
        content(slate('h2', 'Ziele'), slate('h2', ' '), slate('h2', 'Ziele')),
      ),
    ).toHaveLength(1);
  });

  it('finds nothing in content without blocks', () => {
    expect(headingsOf({} as any)).toEqual([]);
  });
});
