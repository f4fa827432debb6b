import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { renderWithApi } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import PracticeDraft from './PracticeDraft';

beforeAll(() => {
  teachDialogs();
  config.settings.apiPath = 'http://localhost:3000';
});

const APPLICATION = '/raeume/musterstadt/antrag';
const practice = {
  '@id': 'http://localhost:3000/praxis/werkstatt',
  title: 'Bürgerwerkstatt',
};

const show = (content: any, answers = {}) =>
  renderWithApi(
    APPLICATION,
    <PracticeDraft content={{ '@id': APPLICATION, ...content }} />,
    answers,
  );

describe('PracticeDraft', () => {
  it('leads to the example that came from the grant', () => {
    show({ practice, can_make_practice: false });
    expect(
      screen.getByRole('link', { name: 'Bürgerwerkstatt' }),
    ).toHaveAttribute('href', '/praxis/werkstatt');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is not there for who can do nothing with it', () => {
    show({ practice: null, can_make_practice: false });
    expect(screen.queryByRole('heading')).toBeNull();
  });

  it('begins a draft, says before who will read it, and goes there', async () => {
    const { calls, at } = show(
      { practice: null, can_make_practice: true },
      { [`POST ${APPLICATION}/@practice-draft`]: practice },
    );
    fireEvent.click(
      screen.getByRole('button', { name: 'Praxisbeispiel anlegen' }),
    );
    const dialog = within(
      screen.getByRole('dialog', { name: 'Praxisbeispiel anlegen?' }),
    );
    expect(dialog.getByText(/die Redaktion kann ihn lesen/)).toBeVisible();
    fireEvent.click(
      dialog.getByRole('button', { name: 'Praxisbeispiel anlegen' }),
    );
    await waitFor(() => expect(at.current).toBe('/praxis/werkstatt'));
    expect(calls).toEqual([
      ['POST', `${APPLICATION}/@practice-draft`, undefined],
    ]);
  });
});
