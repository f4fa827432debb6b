import { describe, expect, it } from 'vitest';
import { notAsked } from './conditions';
import type { Comparison, Condition } from './types';

const when = (
  field: string,
  depends_on: string,
  value: string | boolean,
  operator: Comparison['operator'] = 'is',
): Condition => ({ field, depends_on, value, operator });

const hidden = (conditions: Condition[], answers: object) => [
  ...notAsked(conditions, answers as any),
];

describe('notAsked', () => {
  it.each([
    [when('b', 'a', 'x'), { a: 'x' }, true],
    [when('b', 'a', 'x'), { a: 'y' }, false],
    [when('b', 'a', 'x'), {}, false],
    [when('b', 'a', 'x', 'is_not'), { a: 'y' }, true],
    [when('b', 'a', 'x', 'is_not'), { a: 'x' }, false],
    [when('b', 'a', true), { a: true }, true],
    [when('b', 'a', true), { a: false }, false],
    [when('b', 'a', true), { a: 'text' }, true],
    [when('b', 'a', true), { a: [] }, false],
    [when('b', 'a', true, 'is_not'), { a: [] }, true],
    [when('b', 'a', 'x'), { a: ['y', 'x'] }, true],
    [when('b', 'a', 'x', 'is_not'), { a: ['y', 'x'] }, false],
    [when('b', 'a', '5', 'ge'), { a: 5 }, true],
    [when('b', 'a', '5', 'lt'), { a: '4.5' }, true],
    [when('b', 'a', '5', 'gt'), { a: 5 }, false],
    [when('b', 'a', '5', 'le'), { a: 'viel' }, false],
    [when('b', 'a', 'au', 'contains'), { a: 'Bau' }, true],
    [when('b', 'a', 'au', 'contains_not'), { a: 'Bau' }, false],
  ])('%j with %j: asked %s', (condition, answers, asked) => {
    expect(hidden([condition], answers).includes('b')).toBe(!asked);
  });

  it('asks when any of several comparisons holds, and all conditions', () => {
    const any: Condition = {
      field: 'c',
      any: [
        { depends_on: 'a', operator: 'is', value: 'x' },
        { depends_on: 'b', operator: 'is', value: true },
      ],
    };
    expect(hidden([any], { a: 'y', b: true })).toEqual([]);
    expect(hidden([any], { a: 'y', b: false })).toEqual(['c']);
    const both = [when('c', 'a', 'x'), when('c', 'b', true)];
    expect(hidden(both, { a: 'x', b: false })).toEqual(['c']);
  });

  it('takes what is not asked for not answered', () => {
    const chain = [when('b', 'a', 'x'), when('c', 'b', 'y')];
    expect(hidden(chain, { a: 'x', b: 'y' })).toEqual([]);
    expect(hidden(chain, { a: '', b: 'y' })).toEqual(['b', 'c']);
    const other = [when('b', 'a', 'x'), when('c', 'b', 'y', 'is_not')];
    expect(hidden(other, { a: '', b: 'z' })).toEqual(['b']);
  });

  it('ends where conditions go in a circle', () => {
    const circle = [when('a', 'b', 'x'), when('b', 'a', 'x')];
    expect(hidden(circle, { a: 'x', b: 'x' })).toEqual([]);
    expect(hidden(circle, { a: 'x', b: '' })).toEqual(['a', 'b']);
  });
});
