import { beforeAll, describe, expect, it, vi } from 'vitest';
import { screen } from '@testing-library/react';
import config from '@plone/volto/registry';
import { renderWithApi, session } from '../../testing/api';
import AddPage from './AddPage';

vi.mock('@plone/volto/components/manage/Add/Add', () => ({
  default: () => <p>Hinzufügen</p>,
}));

beforeAll(() => {
  config.settings.apiPath = 'http://localhost:3000';
  config.settings.nonContentRoutes = [/\/add$/];
});

const typesOf = (addable: boolean) => [
  { '@id': 'http://localhost:3000/@types/EasyForm', addable },
  { '@id': 'http://localhost:3000/@types/News%20Item', addable: true },
];

const show = (
  type: string,
  types?: object[],
  at = '/formulare',
  person: object = session(),
) =>
  renderWithApi(
    `/formulare/add?type=${type}`,
    <AddPage />,
    {},
    {
      ...person,
      content: { data: { '@id': `http://localhost:3000${at}` } },
      types: { types },
    },
  );

describe('the page for something new', () => {
  it('is for those who may add it there', () => {
    show('EasyForm', typesOf(true));
    expect(screen.getByText('Hinzufügen')).toBeVisible();
    show('News Item', typesOf(false));
    expect(screen.getAllByText('Hinzufügen')).toHaveLength(2);
  });

  it('is refused to all others', () => {
    show('EasyForm', typesOf(false));
    expect(screen.queryByText('Hinzufügen')).toBeNull();
    expect(screen.getByRole('heading', { level: 1 })).toBeVisible();
  });

  it('asks strangers to log in', () => {
    show('EasyForm', undefined, '/formulare', {});
    expect(screen.queryByText('Hinzufügen')).toBeNull();
    expect(screen.getByRole('link', { name: 'Anmelden' })).toBeVisible();
  });

  it('waits with that until it knows', () => {
    show('EasyForm', undefined);
    show('EasyForm', typesOf(false), '/wissen');
    expect(screen.getAllByText('Hinzufügen')).toHaveLength(2);
  });
});
