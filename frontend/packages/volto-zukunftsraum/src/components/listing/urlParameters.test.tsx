import { describe, expect, it } from 'vitest';
import { changedQuery, listPath } from './urlParameters';

describe('changedQuery', () => {
  it('keeps other filters and begins at the first page', () => {
    expect(changedQuery('?q=a&topic=housing&p=3', { q: 'b & c' })).toBe(
      '?q=b+%26+c&topic=housing',
    );
  });

  it('leaves out what is empty, and the first page', () => {
    expect(changedQuery('?q=a&p=3', { q: ' ' })).toBe('');
    expect(changedQuery('?q=a&p=3', { p: 1 })).toBe('?q=a');
    expect(changedQuery('?q=a', { p: 2 })).toBe('?q=a&p=2');
  });
});

describe('listPath', () => {
  it('asks for what the address names, and for nothing else', () => {
    expect(listPath('/@x', '?q=a&evil=1&p=3', ['q', 'topic'])).toBe(
      '/@x?q=a&b_start=50&b_size=25',
    );
  });
});
