import { describe, expect, it } from 'vitest';
import { screen, within } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import type { Municipality } from '../../store/municipalities';
import Participants, { byState } from './Participants';

const municipality = (name: string, state_title: string): Municipality => ({
  ars: name,
  name,
  official_name: name,
  kind: 'town',
  kind_title: 'Stadt',
  state: state_title,
  state_title,
  population: 24800,
  size_class: '20000-49999',
  structurally_weak: 'no',
  participating: true,
});

const items = [
  municipality('Zella', 'Thüringen'),
  municipality('Öhringen', 'Baden'),
  municipality('Aalen', 'Baden'),
];

describe('byState', () => {
  it('sorts Länder and their municipalities as German does', () => {
    expect(
      byState([...items, municipality('Ostrach', 'Baden')]).map(
        ([state, members]) => [state, members.map(({ name }) => name)],
      ),
    ).toEqual([
      ['Baden', ['Aalen', 'Öhringen', 'Ostrach']],
      ['Thüringen', ['Zella']],
    ]);
  });
});

describe('Participants', () => {
  it('counts by Land and tells the size of each', () => {
    renderAt('/', <Participants found={{ data: { items, items_total: 3 } }} />);
    expect(screen.getByText('3 Kommunen sind dabei.')).toBeVisible();
    const heading = screen.getByRole('heading', { name: 'Baden: 2' });
    const list = heading.parentElement as HTMLElement;
    expect(within(list).getAllByRole('listitem')[0]).toHaveTextContent(
      'Aalen Stadt · 24.800 Einwohner',
    );
  });

  it('says that more take part than are listed', () => {
    renderAt(
      '/',
      <Participants found={{ data: { items, items_total: 250 } }} />,
    );
    expect(screen.getByText(/^250 Kommunen sind dabei\./)).toHaveTextContent(
      'Die ersten 3 sind hier aufgeführt.',
    );
  });

  it('shows Germany with the numbers of all, not of those listed', async () => {
    const inBaden = items.slice(1).map((item) => ({ ...item, state: '08' }));
    renderAt(
      '/',
      <Participants
        found={{
          data: { items: inBaden, items_total: 7, states: { '08': 7 } },
        }}
      />,
    );
    expect(
      await screen.findByRole('img', {
        name: /^Baden-Württemberg: 7 Kommunen sind dabei/,
      }),
    ).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Baden: 7' })).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('has no map where no Land is on it', () => {
    const { container } = renderAt(
      '/',
      <Participants
        found={{ data: { items, items_total: 3, states: { '99': 3 } } }}
      />,
    );
    expect(container.querySelector('svg')).toBeNull();
  });

  it('says what to do when nobody takes part yet', () => {
    renderAt(
      '/',
      <Participants found={{ data: { items: [], items_total: 0 } }} />,
    );
    expect(screen.getByText(/Noch ist keine Kommune dabei/)).toBeVisible();
  });
});
