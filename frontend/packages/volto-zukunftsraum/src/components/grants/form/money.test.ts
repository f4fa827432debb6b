import { describe, expect, it } from 'vitest';
import { cents, inWords, product, sentAmount, shownAmount, sum } from './money';

describe('amounts', () => {
  it.each([
    ['1.234,50', 123450],
    ['1 234,5', 123450],
    ['1234.50 €', 123450],
    ['1.234.567', 123456700],
    ['0,10', 10],
    ['850', 85000],
    ['1.234', null],
    ['1,234', null],
    ['-5', null],
    ['NaN', null],
    ['1e3', null],
    ['', null],
  ])('reads %s as %s cents', (text, expected) => {
    expect(cents(text)).toBe(expected);
  });

  it('shows and sends them to the cent', () => {
    expect(shownAmount('1234.50')).toBe('1.234,50');
    expect(shownAmount('1234567.05')).toBe('1.234.567,05');
    expect(shownAmount(null)).toBe('');
    expect(sentAmount('1.234,5')).toBe('1234.50');
    expect(sentAmount(' 1.234 ')).toBe('1.234');
    expect(sentAmount(' ')).toBeNull();
  });

  it('computes without fractions', () => {
    expect(product('1,5', '850,55')).toBe(127583);
    expect(product('3', '0,10')).toBe(30);
    expect(product('', '1')).toBeNull();
    expect(product('100000', '10000000')).toBeNull();
    expect(inWords(sum([10, 20, null]))).toBe('0,30');
  });
});
