import { describe, expect, it } from 'vitest';
import { render, screen } from '@testing-library/react';
import Marked, { HitWords, splitAtHits } from './Marked';

describe('splitAtHits', () => {
  it.each([
    ['Wohnen im Alter', 'wohn', ['', 'Wohnen', ' im Alter']],
    ['Früh übt sich', 'FRUH', ['', 'Früh', ' übt sich']],
    ['Cafe und Straße', 'café', ['', 'Cafe', ' und Straße']],
    ['Mehrgenerationenwohnen', 'wohnen', ['', 'Mehrgenerationenwohnen', '']],
    [
      'Die Mehrgenerationenwohnform',
      'Wohnformen',
      ['Die ', 'Mehrgenerationenwohnform', ''],
    ],
    ['Häusliche Pflege', 'pflegen', ['Häusliche ', 'Pflege', '']],
    ['Aus Gewohnheit', 'wohnen', ['Aus Gewohnheit']],
    ['Amt und Ämter', 'Amt', ['', 'Amt', ' und ', 'Ämter', '']],
    ['a b a', 'a', ['', 'a', ' b ', 'a', '']],
    ['Nichts davon', '', ['Nichts davon']],
    ['<b>', 'b', ['<', 'b', '>']],
  ])('%s, searched for %s', (text, searched, parts) => {
    expect(splitAtHits(text, searched)).toEqual(parts);
  });

  it('loses no letter', () => {
    const text = 'Leerstand – ansprechen, nutzen & gestalten (2026)';
    expect(splitAtHits(text, 'nutz leer 2026').join('')).toBe(text);
  });
});

describe('Marked', () => {
  it('marks what the list was searched for', () => {
    render(
      <HitWords.Provider value="wohnen">
        <p>
          <Marked text="Gemeinsam wohnen" />
        </p>
      </HitWords.Provider>,
    );
    expect(screen.getByText('wohnen').tagName).toBe('MARK');
  });

  it('marks nothing elsewhere', () => {
    const { container } = render(<Marked text="Gemeinsam wohnen" />);
    expect(container.querySelector('mark')).toBeNull();
    expect(container).toHaveTextContent('Gemeinsam wohnen');
  });
});
