import { describe, expect, it } from 'vitest';
import { htmlOf, lengthOf, sent, shown, textOf } from './values';

describe('htmlOf and textOf', () => {
  it.each([
    'Ein Absatz',
    'Ein Absatz\nmit Zeile\n\nZweiter Absatz',
    'Drei Dinge:\n\n- eins\n- zwei\n\nDann weiter',
    'a < b && c > d "so"',
    '<script>alert(1)</script> bleibt Text',
    '<img src=x onerror=alert(1)>',
  ])('give back what was written: %s', (text) => {
    expect(textOf(htmlOf(text))).toBe(text);
  });

  it('writes no markup but paragraphs and lists', () => {
    const html = htmlOf('<b onclick="x()">fett</b>\n- <script>x</script>');
    const page = document.createElement('div');
    page.innerHTML = html;
    expect(
      [...page.querySelectorAll('*')].map(({ tagName }) => tagName),
    ).toEqual(['P', 'UL', 'LI']);
  });

  it.each([
    '<p>mit <strong>fett</strong></p>',
    '<p><a href="https://example.org">Link</a></p>',
    '<table><tr><td>x</td></tr></table>',
    '<p class="x">Text</p>',
    '<h3>Titel</h3>',
  ])('leave formatting to the editor, so that none is lost: %s', (html) => {
    expect(textOf(html)).toBeNull();
  });

  it('reads what editors of rich text write', () => {
    expect(
      textOf('<p>Eins&nbsp;&amp; zwei</p>\r\n<ul>\n<li>a</li>\n</ul>'),
    ).toBe('Eins & zwei\n\n- a');
    expect(textOf('')).toBe('');
  });
});

describe('values of fields', () => {
  it('counts letters as the backend does', () => {
    expect(lengthOf('  Ein\n\n- Wort ')).toBe('Ein Wort'.length);
  });

  it.each([
    ['27.400', '27400'],
    ['1.600,50', '1600.50'],
    ['1600.50', '1600.50'],
    ['27 400 €', '27400'],
    ['viel', 'viel'],
    ['', null],
  ])('sends the amount %s as %s', (value, expected) => {
    expect(sent({ name: 'cost_once', as: 'money' }, value)).toBe(expected);
  });

  it('shows what is stored', () => {
    expect(shown({ name: 'cost_once', as: 'money' }, '1600.50')).toBe(
      '1600,50',
    );
    expect(shown({ name: 'partners', as: 'list' }, ['a', 'b'])).toBe('a\nb');
    expect(
      shown({ name: 'topics', as: 'choices' }, [
        { token: 'housing', title: 'Wohnen' },
      ]),
    ).toEqual(['housing']);
    expect(
      shown({ name: 'status', as: 'choice' }, { token: 'pilot', title: 'P' }),
    ).toBe('pilot');
    expect(shown({ name: 'goals', as: 'rich' }, null)).toBe('');
  });

  it('sends one entry per line', () => {
    expect(sent({ name: 'partners', as: 'list' }, ' a \n\n b')).toEqual([
      'a',
      'b',
    ]);
  });
});
