import { describe, expect, it } from 'vitest';
import { withoutLanguageParameter } from './language';

describe('withoutLanguageParameter', () => {
  it.each([
    ['/?set_language=en', '/'],
    ['/wissen?set_language=en', '/wissen'],
    [
      '/search?SearchableText=a%20b&set_language=de',
      '/search?SearchableText=a+b',
    ],
    ['//example.org/?set_language=en', '/example.org/'],
    ['/\\example.org?set_language=en', '/example.org'],
    ['/%2F/x?set_language=en', '/%2F/x'],
    ['/.//example.org?set_language=en', '/example.org'],
  ])('%s → %s', (url, expected) => {
    expect(withoutLanguageParameter(url)).toBe(expected);
  });
});
