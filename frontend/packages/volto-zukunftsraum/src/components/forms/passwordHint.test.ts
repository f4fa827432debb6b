import { describe, expect, it } from 'vitest';
import { passwordHint } from './passwordHint';

describe('passwordHint', () => {
  it.each([
    ['', { kind: 'empty' }],
    ['abc', { kind: 'short', missing: 9 }],
    ['elf zeichen', { kind: 'short', missing: 1 }],
    ['aaaaaaaaaaaaaaa', { kind: 'uniform' }],
    ['abababababAB', { kind: 'uniform' }],
    ['Apfel Uhr Treppe', { kind: 'enough' }],
    // Ten signs, though twenty units of UTF-16
    ['🍎🕰🪜🍐🍊🍋🍌🍉🍇🍓', { kind: 'short', missing: 2 }],
  ])('of "%s"', (password, hint) => {
    expect(passwordHint(password, 12)).toEqual(hint);
  });
});
