import { describe, expect, it } from 'vitest';
import { euros, fileSize, wholeNumber } from './numbers';

const plain = (text: string) => text.replace(/\u00a0|\u202f/g, ' ');

describe('euros', () => {
  it.each([
    ['27400.00', 'de', '27.400 €'],
    ['1600.50', 'de', '1.600,50 €'],
    ['0.00', 'de', '0 €'],
    ['4250.00', 'en', '€4,250'],
    [11800, 'de', '11.800 €'],
  ])('%s in %s: %s', (amount, locale, words) => {
    expect(plain(euros(amount, locale))).toBe(words);
  });

  it.each([null, undefined, '', 'viel'])('says nothing for %s', (amount) => {
    expect(euros(amount, 'de')).toBe('');
  });
});

describe('wholeNumber', () => {
  it('separates thousands', () => {
    expect(wholeNumber(24800, 'de')).toBe('24.800');
    expect(wholeNumber(240, 'de')).toBe('240');
    expect(wholeNumber(24800, 'en')).toBe('24,800');
  });
});

describe('fileSize', () => {
  it.each([
    [0, 'de', '1 KB'],
    [57, 'de', '1 KB'],
    [120 * 1024, 'de', '120 KB'],
    [1024 * 1024 - 1, 'de', '1 MB'],
    [2.44 * 1024 * 1024, 'de', '2,4 MB'],
    [2.44 * 1024 * 1024, 'en', '2.4 MB'],
  ])('%s bytes in %s: %s', (bytes, locale, words) => {
    expect(fileSize(bytes, locale)).toBe(words);
  });
});
