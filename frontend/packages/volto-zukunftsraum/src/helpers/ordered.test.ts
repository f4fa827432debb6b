import { describe, expect, it } from 'vitest';
import { leaveOut } from '../components/texts/load';
import { ordered } from './ordered';

const written = (value: unknown, levels = 3) =>
  JSON.stringify(ordered(value, levels));

describe('ordered', () => {
  it('makes what came in another order the same', () => {
    const one = { a: { y: { n: 1, m: [2, 1] }, x: null }, b: 'text' };
    const other = { b: 'text', a: { x: null, y: { m: [2, 1], n: 1 } } };
    expect(written(one)).toBe(written(other));
    expect(ordered(one, 3)).toEqual(one);
  });

  it('leaves alone what is deeper, and what is no plain object', () => {
    const deep = { a: { a: { a: { z: 1, y: 2 } } } };
    expect(written(deep)).toBe(JSON.stringify(deep));
    const day = new Date(0);
    const list = [{ b: 1, a: 2 }];
    expect(ordered({ day, list }, 3)).toEqual({ day, list });
    expect(ordered({ day }, 3).day).toBe(day);
    expect(ordered({ list }, 3).list).toBe(list);
    expect(ordered(undefined, 3)).toBeUndefined();
  });

  it('keeps out what is left out of pages', () => {
    const messages = { 'zr.a': 'Ein Text' };
    leaveOut(messages);
    expect(written({ intl: { messages, locale: 'de' } })).toBe(
      '{"intl":{"locale":"de"}}',
    );
  });
});
