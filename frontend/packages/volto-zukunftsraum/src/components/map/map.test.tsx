import { describe, expect, it } from 'vitest';
import { fireEvent, screen, within } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import { filtersFromUrl } from '../listing/query';
import StateChoice from './StateChoice';
import { stepOf, stepsFor } from './steps';

describe('stepsFor', () => {
  it.each([
    [[], []],
    [[0, 0], []],
    [[1], [[1, 1]]],
    [
      [3, 0, 1],
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    ],
    [
      [37, 4],
      [
        [1, 10],
        [11, 20],
        [21, 30],
        [31, 40],
      ],
    ],
  ])('%j has round borders', (counts, borders) => {
    expect(stepsFor(counts).map(({ from, to }) => [from, to])).toEqual(borders);
  });

  it('gives every number one of at most four steps', () => {
    for (let most = 1; most < 3000; most += 7) {
      const steps = stepsFor([most]);
      expect(steps.length).toBeLessThanOrEqual(4);
      for (const count of [1, Math.ceil(most / 2), most]) {
        expect(stepOf(count, steps), `${count} of ${most}`).toBeGreaterThan(0);
      }
    }
    expect(stepOf(0, stepsFor([10]))).toBe(0);
  });
});

const counts = {
  items_total: 6,
  facets: {
    state: [
      { token: '14', title: 'Sachsen', count: 4 },
      { token: '09', title: 'Bayern', count: 1 },
      { token: '99', title: 'Musterland (Beispiel)', count: 1 },
    ],
  },
};

const show = (search = '?view=map') =>
  renderAt(
    `/search${search}`,
    <StateChoice filters={filtersFromUrl(search)} counts={counts} />,
  );

const rows = () =>
  within(screen.getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent);

describe('StateChoice', () => {
  it('makes a Land with results a button with name, number and state', () => {
    const { at } = show('?state=14&view=map');
    const chosen = screen.getByRole('button', { name: 'Sachsen: 4 Treffer' });
    expect(chosen).toHaveAttribute('aria-pressed', 'true');
    expect(chosen).toHaveTextContent('✓ 4');
    fireEvent.keyDown(
      screen.getByRole('button', { name: 'Bayern: 1 Treffer' }),
      { key: 'Enter' },
    );
    expect(at.current).toBe('/search?state=14&state=09&view=map');
    fireEvent.keyDown(chosen, { key: ' ' });
    expect(at.current).toBe('/search?view=map');
  });

  it('names a Land without results, but offers nothing to press there', () => {
    show();
    expect(screen.queryByRole('button', { name: /Hessen/ })).toBeNull();
    expect(
      screen.getByRole('img', { name: 'Hessen: keine Treffer' }),
    ).toBeInTheDocument();
  });

  it('shows name and number where the focus is, until Escape', () => {
    show();
    const land = screen.getByRole('button', { name: 'Bayern: 1 Treffer' });
    fireEvent.focus(land);
    const tip = document.querySelector('.zr-map-tip');
    expect(tip).toHaveTextContent('Bayern: 1 Treffer');
    fireEvent.keyDown(land, { key: 'Escape' });
    expect(document.querySelector('.zr-map-tip')).toBeNull();
  });

  it('has a table with all Länder, also those beside the map, and the same links', () => {
    show();
    expect(rows()).toHaveLength(17);
    const link = screen.getByRole('link', { name: 'Musterland (Beispiel)' });
    expect(link).toHaveAttribute('href', '/search?state=99&view=map');
  });

  it('sorts the table by name and by number', () => {
    show();
    expect(rows()[0]).toMatch(/^Baden-Württemberg0/);
    fireEvent.click(screen.getByRole('button', { name: 'Treffer' }));
    expect(rows().slice(0, 2)).toEqual(['Sachsen4', 'Bayern1']);
    expect(
      screen.getByRole('columnheader', { name: 'Treffer' }),
    ).toHaveAttribute('aria-sort', 'descending');
    fireEvent.click(screen.getByRole('button', { name: 'Land' }));
    fireEvent.click(screen.getByRole('button', { name: 'Land' }));
    expect(rows()[0]).toMatch(/^Thüringen/);
  });

  it('has steps of colour for what lies on the map only', () => {
    renderAt(
      '/search?view=map',
      <StateChoice
        filters={filtersFromUrl('?view=map')}
        counts={{
          items_total: 40,
          facets: { state: [{ token: '99', title: 'Musterland', count: 40 }] },
        }}
      />,
    );
    const legend = screen.getByRole('list', { name: 'Farben der Karte' });
    expect(within(legend).getAllByRole('listitem')).toHaveLength(1);
  });

  it('names the source of the map', () => {
    show();
    expect(screen.getByText(/^Karte:/)).toHaveTextContent(
      'Karte: MapSVG, Lizenz CC BY 4.0, eingefärbt.',
    );
  });
});
