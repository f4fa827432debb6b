import { describe, expect, it } from 'vitest';
import { everyKind } from './fixture';
import { fieldsOf } from './types';
import { bodyOf, initialValue, valueToSend } from './values';
import type { Values } from './values';

const fields = fieldsOf(everyKind);
const initial = Object.fromEntries(
  Object.values(fields).map((field) => [field.name, initialValue(field, 'de')]),
);

describe('a form that nobody has touched', () => {
  it('shows its defaults', () => {
    expect(initial).toMatchObject({
      name: '',
      zeilen: 'A\nB',
      anzahl: '3',
      betrag: '0,50',
      zeit: '2026-11-30T10:00',
      einwilligung: false,
      mehrere: ['a'],
      urteil: {},
      datei: null,
    });
  });

  it('sends them as they came, and nothing of what only says something', async () => {
    const { data, files } = (await bodyOf(
      Object.values(fields),
      initial,
    )) as any;
    expect(files).toBeUndefined();
    expect(data).toEqual({
      name: '',
      text: '',
      zeilen: ['A', 'B'],
      fett: { data: '<p><a href="/x">Link</a></p>' },
      anzahl: 3,
      betrag: '0.50',
      tag: null,
      zeit: '2026-11-30T10:00',
      einwilligung: false,
      wahl: null,
      liste: null,
      mehrere: ['a'],
      boxen: [],
      urteil: {},
      quelle: 'web',
      mail: '',
      seite: '',
      geheim: '',
      frage: '',
    });
  });
});

describe('valueToSend', () => {
  it.each([
    ['anzahl', ' 12 ', 12],
    ['anzahl', '-3', -3],
    ['anzahl', 'zwölf', 'zwölf'],
    ['anzahl', '', null],
    ['betrag', '1.234,50', '1234.50'],
    ['betrag', '0.1', '0.1'],
    ['betrag', '', null],
    ['zeilen', ' A \n\nB', ['A', 'B']],
    ['fett', 'Eins <zwei>', { data: '<p>Eins &lt;zwei&gt;</p>' }],
    ['fett', '', null],
    ['tag', '2026-11-30', '2026-11-30'],
    ['urteil', { 1: '2' }, { 1: '2' }],
  ])('of %s, %j: %j', (name, value, expected) => {
    expect(valueToSend(fields[name], value)).toEqual(expected);
  });
});

describe('bodyOf', () => {
  it('sends files apart, with name, kind and content', async () => {
    const file = new File(['Zitat'], 'a.txt', { type: 'text/plain' });
    const body = await bodyOf([fields.datei], { datei: file } as Values);
    expect(body).toEqual({
      data: {},
      files: {
        datei: {
          filename: 'a.txt',
          'content-type': 'text/plain',
          data: btoa('Zitat'),
          encoding: 'base64',
        },
      },
    });
  });

  it('leaves out what can only be read', async () => {
    const field = { ...fields.name, readonly: true };
    expect(await bodyOf([field], { name: 'x' })).toEqual({ data: {} });
  });
});
