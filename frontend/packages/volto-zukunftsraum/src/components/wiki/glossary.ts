/** Terms of the glossary in a text. Nothing here is stored: it changes what is shown. */

export type GlossaryTerm = {
  '@id': string;
  title: string;
  description?: string | null;
  /** All words that stand for it, the title first. */
  forms?: string[];
};

export const glossaryPath = (path: string) => `${path}/@glossary`;

export const TERM = 'zr-glossary-term';

type Node = {
  type?: string;
  text?: string;
  data?: unknown;
  children?: Node[];
  [mark: string]: unknown;
};

/** A word; what a hyphen, colon, star or apostrophe joins is one word, as in the backend (wiki/rules.py). */
const WORD = /[\p{L}\p{N}_]+(?:[-‐‑:*’'][\p{L}\p{N}_]+)*/gu;

/** No links within links, and headings stay what the contents list says. */
const CLOSED = ['link', 'a', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'code', TERM];

type Word = { text: string; start: number; end: number };

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(WORD)].map((match) => ({
    text: match[0].normalize('NFC').replaceAll('\u00ad', '').toLowerCase(),
    start: match.index as number,
    end: (match.index as number) + match[0].length,
  }));

type Form = { words: string[]; term: GlossaryTerm };

class Finder {
  private byFirstWord = new Map<string, Form[]>();
  private done = new Set<string>();

  constructor(terms: GlossaryTerm[]) {
    for (const term of terms) {
      for (const form of [term.title, ...(term.forms ?? [])]) {
        const words = wordsOf(form).map(({ text }) => text);
        if (words.length === 0) continue;
        const others = this.byFirstWord.get(words[0]) ?? [];
        others.push({ words, term });
        others.sort((a, b) => b.words.length - a.words.length);
        this.byFirstWord.set(words[0], others);
      }
    }
  }

  /** The text in parts: those with a term are its first occurrence. */
  split(text: string): { text: string; term?: GlossaryTerm }[] {
    const words = wordsOf(text);
    const parts: { text: string; term?: GlossaryTerm }[] = [];
    let from = 0;
    for (let at = 0; at < words.length; at++) {
      const form = this.longestAt(text, words, at);
      if (!form) continue;
      const last = at + form.words.length - 1;
      if (!this.done.has(form.term['@id'])) {
        this.done.add(form.term['@id']);
        parts.push({ text: text.slice(from, words[at].start) });
        parts.push({
          text: text.slice(words[at].start, words[last].end),
          term: form.term,
        });
        from = words[last].end;
      }
      at = last;
    }
    parts.push({ text: text.slice(from) });
    return parts;
  }

  private longestAt(text: string, words: Word[], at: number): Form | null {
    for (const form of this.byFirstWord.get(words[at].text) ?? []) {
      const following = words.slice(at, at + form.words.length);
      const fits =
        following.length === form.words.length &&
        following.every(
          (word, index) =>
            word.text === form.words[index] &&
            (index === 0 ||
              /^\s+$/.test(text.slice(following[index - 1].end, word.start))),
        );
      if (fits) return form;
    }
    return null;
  }
}

function linkNode(node: Node, finder: Finder): Node[] {
  if (typeof node.text === 'string') {
    const parts = finder.split(node.text);
    if (parts.length === 1) return [node];
    return parts.map(({ text, term }) =>
      term
        ? { type: TERM, data: term, children: [{ ...node, text }] }
        : { ...node, text },
    );
  }
  if (!node.children || CLOSED.includes(node.type ?? '') || node.code) {
    return [node];
  }
  return [
    {
      ...node,
      children: node.children.flatMap((child) => linkNode(child, finder)),
    },
  ];
}

type Block = { '@type'?: string; value?: Node[]; [key: string]: any };
type Blocks = {
  blocks?: Record<string, Block>;
  blocks_layout?: { items?: string[] };
};

function linkBlocks<T extends Blocks>(container: T, finder: Finder): T {
  const blocks = { ...container.blocks };
  for (const id of container.blocks_layout?.items ?? []) {
    const block = blocks[id];
    if (block?.['@type'] === 'slate' && Array.isArray(block.value)) {
      blocks[id] = {
        ...block,
        value: block.value.flatMap((node) => linkNode(node, finder)),
      };
    } else if (block?.blocks && block.blocks_layout) {
      blocks[id] = linkBlocks(block as Block & Blocks, finder);
    }
  }
  return { ...container, blocks };
}

/**
 * A copy of a content object in which terms are marked where they stand for the
 * first time, in the order of reading. Of terms that begin at the same word the
 * longest counts.
 */
export function linkTerms<T extends object>(
  content: T,
  terms: GlossaryTerm[],
): T {
  return terms.length > 0
    ? (linkBlocks(content as T & Blocks, new Finder(terms)) as T)
    : content;
}
