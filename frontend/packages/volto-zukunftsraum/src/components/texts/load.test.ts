import { describe, expect, it } from 'vitest';
import serialize from 'serialize-javascript';
import { leaveOut } from './load';

describe('the texts of the interface', () => {
  it('are not in the state that is sent, and stay usable on the server', () => {
    const messages = { 'zr.a': 'Ein Text' };
    leaveOut(messages);
    const intl = { locale: 'de', messages };
    expect(serialize({ intl })).toBe('{"intl":{"locale":"de"}}');
    expect({ ...intl.messages }).toEqual({ 'zr.a': 'Ein Text' });
    expect(intl.messages['zr.a']).toBe('Ein Text');
  });
});
