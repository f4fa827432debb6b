import { describe, expect, it } from 'vitest';
import { catalogue } from './testing/messages';

const template = catalogue('volto.pot');
const german = catalogue('de/LC_MESSAGES/volto.po');
const english = catalogue('en/LC_MESSAGES/volto.po');

const names = (message = '') =>
  [...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name).sort();

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
