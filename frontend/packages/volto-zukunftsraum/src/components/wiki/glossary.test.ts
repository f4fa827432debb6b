import { describe, expect, it } from 'vitest';
import { TERM, linkTerms } from './glossary';
import type { GlossaryTerm } from './glossary';

const term = (title: string, ...forms: string[]): GlossaryTerm => ({
  '@id': `/wissen/${title}`,
  title,
  forms: [title, ...forms],
});

const slate = (...children: any[]) => ({
  '@type': 'slate',
  value: [{ type: 'p', children }],
});

const page = (...blocks: any[]) => ({
  title: 'Text',
  blocks: Object.fromEntries(blocks.map((block, i) => [`b${i}`, block])),
  blocks_layout: { items: blocks.map((_, i) => `b${i}`) },
});

/** The words that are linked, block by block. */
const linked = (content: any) =>
  content.blocks_layout.items.map((id: string) => {
    const found: string[] = [];
    const walk = (node: any) => {
      if (node?.type === TERM) found.push(node.children[0].text);
      else node?.children?.forEach(walk);
    };
    content.blocks[id].value?.forEach(walk);
    return found;
  });

describe('linkTerms', () => {
  const quartier = term('Quartier', 'Quartiers', 'Quartiere');

  it('links the first occurrence only, whatever its form and case', () => {
    const content = page(
      slate({ text: 'Die QUARTIERE und das Quartier.' }),
      slate({ text: 'Im Quartier.' }),
    );
    expect(linked(linkTerms(content, [quartier]))).toEqual([['QUARTIERE'], []]);
  });

  it.each([
    ['Das Quartiersmanagement', []],
    ['Der Quartier-Beirat', []],
    ['Quartiersbüro, Quartier!', ['Quartier']],
    ['(Quartiers)', ['Quartiers']],
  ])('counts whole words: %s', (text, expected) => {
    expect(linked(linkTerms(page(slate({ text })), [quartier]))).toEqual([
      expected,
    ]);
  });

  it('prefers the longest term at a place', () => {
    const terms = [term('Pflege'), term('Pflege im Ort')];
    const content = page(slate({ text: 'Pflege im Ort und Pflege zu Hause' }));
    expect(linked(linkTerms(content, terms))).toEqual([
      ['Pflege im Ort', 'Pflege'],
    ]);
  });

  it('leaves headings and links alone, keeps bold bold', () => {
    const content = page(
      {
        '@type': 'slate',
        value: [{ type: 'h2', children: [{ text: 'Quartier' }] }],
      },
      slate({
        type: 'link',
        data: { url: '/x' },
        children: [{ text: 'Quartier' }],
      }),
      slate({
        type: 'strong',
        children: [{ text: 'Das Quartier', bold: true }],
      }),
    );
    const result: any = linkTerms(content, [quartier]);
    expect(linked(result)).toEqual([[], [], ['Quartier']]);
    const [, mark] = result.blocks.b2.value[0].children[0].children;
    expect(mark.children[0]).toEqual({ text: 'Quartier', bold: true });
  });

  it('finds terms in columns, and loses no letter', () => {
    const text = 'Ein Quartier – 2 Begriffe; ein Quartier.';
    const content = page({
      '@type': 'gridBlock',
      ...page(slate({ text })),
    });
    const inner = (linkTerms(content, [quartier]) as any).blocks.b0;
    expect(linked(inner)).toEqual([['Quartier']]);
    const all = inner.blocks.b0.value[0].children
      .map((node: any) => node.text ?? node.children[0].text)
      .join('');
    expect(all).toBe(text);
  });

  it('changes nothing in what is stored', () => {
    const content = page(slate({ text: 'Quartier' }));
    const before = JSON.stringify(content);
    linkTerms(content, [quartier]);
    expect(JSON.stringify(content)).toBe(before);
    expect(linkTerms(content, [])).toBe(content);
  });
});
