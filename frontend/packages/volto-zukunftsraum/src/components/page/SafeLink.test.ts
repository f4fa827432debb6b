import { describe, expect, it } from 'vitest';
import { isSafeAddress } from './SafeLink';

const script = (text: string) => text.replace('JS', 'javascript');

describe('isSafeAddress', () => {
  it.each([
    'https://example.org/a:b',
    '/wissen/a?x=1:2#c',
    'wissen/a',
    '#teil',
    'mailto:a@example.org',
    'tel:+49123',
    '../resolveuid/abc',
    undefined,
  ])('takes %s', (address) => {
    expect(isSafeAddress(address)).toBe(true);
  });

  it.each([
    script('JS:alert(1)'),
    script(' JS:alert(1)'),
    script('JS:x').toUpperCase(),
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
  ])('refuses %j', (address) => {
    expect(isSafeAddress(address)).toBe(false);
  });
});
