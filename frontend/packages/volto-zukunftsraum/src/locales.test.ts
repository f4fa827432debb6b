import { describe, expect, it } from 'vitest';
import { catalogue } from './testing/messages';

const template = catalogue('volto.pot');
const german = catalogue('de/LC_MESSAGES/volto.po');
const english = catalogue('en/LC_MESSAGES/volto.po');

const names = (message = '') =>
  [...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name).sort();

const sources = import.meta.glob(['./**/*.{ts,tsx}', '!./**/*.test.*'], {
  query: '?raw',
  import: 'default',
  eager: true,
}) as Record<string, string>;

describe('messages', () => {
  it('mean the same wherever their id is used', () => {
    const texts: Record<string, Set<string>> = {};
    const defined =
      /id:\s*'(zr\.[^']+)',\s*defaultMessage:\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)")/g;
    for (const source of Object.values(sources)) {
      for (const [, id, single, double] of source.matchAll(defined)) {
        texts[id] = (texts[id] ?? new Set()).add(single ?? double);
      }
    }
    expect(Object.keys(texts).length).toBeGreaterThan(1000);
    expect(Object.entries(texts).filter(([, some]) => some.size > 1)).toEqual(
      [],
    );
  });
});

describe('locales', () => {
  it.each([
    ['German', german],
    ['English', english],
  ])('%s has a text for every message', (_, texts) => {
    expect(Object.keys(template).filter((id) => !texts[id])).toEqual([]);
  });

  it('use the same values in both languages', () => {
    for (const id of Object.keys(template)) {
      expect([id, names(german[id])]).toEqual([id, names(english[id])]);
    }
  });
});
