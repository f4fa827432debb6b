import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { renderWithApi } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import SeminarRoom from './SeminarRoom';

beforeAll(() => {
  teachDialogs();
  config.settings.apiPath = 'http://localhost:3000';
});

const SEMINAR = '/veranstaltungen/bank';
const room = {
  '@id': 'http://localhost:3000/austausch/bank',
  title: 'Mitfahrbänke',
};

const show = (content: any, actions: string[] = [], answers = {}) =>
  renderWithApi(
    SEMINAR,
    <SeminarRoom content={{ '@id': SEMINAR, ...content }} />,
    answers,
    { actions: { actions: { object: actions.map((id) => ({ id })) } } },
  );

describe('SeminarRoom', () => {
  it('leads to the room that came from the event', () => {
    show({ room });
    expect(screen.getByRole('link', { name: 'Mitfahrbänke' })).toHaveAttribute(
      'href',
      '/austausch/bank',
    );
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is not there for others while there is no room', () => {
    show({ room: null }, ['view']);
    expect(screen.queryByRole('heading')).toBeNull();
  });

  it('is made by those who organise the event, who go there', async () => {
    const { calls, at } = show({ room: null }, ['edit'], {
      [`POST ${SEMINAR}/@room`]: room,
    });
    fireEvent.click(screen.getByRole('button', { name: 'Raum anlegen' }));
    const dialog = within(
      screen.getByRole('dialog', { name: 'Austauschraum anlegen?' }),
    );
    expect(dialog.getByText(/Sie leiten ihn/)).toBeVisible();
    fireEvent.click(dialog.getByRole('button', { name: 'Raum anlegen' }));
    await waitFor(() => expect(at.current).toBe('/austausch/bank'));
    expect(calls).toEqual([['POST', `${SEMINAR}/@room`, undefined]]);
  });
});
