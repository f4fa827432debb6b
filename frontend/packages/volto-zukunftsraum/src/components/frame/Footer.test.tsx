import { describe, expect, it } from 'vitest';
import { screen, within } from '@testing-library/react';
import Footer from './Footer';
import { renderAt } from '../../testing/render';

describe('Footer', () => {
  it('links what the law asks for, in this order', () => {
    renderAt('/', <Footer />);
    const nav = screen.getByRole('navigation', { name: 'Über diese Seite' });
    expect(
      within(nav)
        .getAllByRole('link')
        .map((link) => [link.textContent, link.getAttribute('href')]),
    ).toEqual([
      ['Impressum', '/impressum'],
      ['Datenschutz', '/datenschutz'],
      ['Barrierefreiheit', '/barrierefreiheit'],
      // The law wants it on each page (BGG § 12b).
      ['Barriere melden', '/formulare/barriere-melden'],
      ['Leichte Sprache', '/leichte-sprache'],
      ['Gebärdensprache', '/gebaerdensprache'],
      ['Kontakt', '/kontakt'],
      ['Inhalte einbinden', '/einbinden'],
    ]);
  });

  it('names the source of the municipal figures', () => {
    renderAt('/', <Footer />);
    expect(screen.getByRole('contentinfo')).toHaveTextContent('Destatis');
  });
});
