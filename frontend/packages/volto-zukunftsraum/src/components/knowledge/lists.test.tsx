import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { refused, renderWithApi, session } from '../../testing/api';
import OwnTextsPage from './OwnTextsPage';
import ReviewsPage from './ReviewsPage';

beforeAll(() => {
  config.settings.apiPath = 'http://localhost:3000';
});

const review = {
  '@id': '/praxis/bank',
  uid: '1',
  title: 'Bank',
  type: 'BestPractice',
  state: 'pending',
  author: { fullname: 'Anna' },
  municipality: { ars: '1', name: 'Musterstadt' },
  since: '2026-11-20T10:00:00',
  next_review: null,
  responsible: null,
  copy_of: null,
};

const counts = { pending: 1, due: 0, copies: 0, drafts: 0 };

describe('ReviewsPage', () => {
  const show = (path: string) =>
    renderWithApi(
      path,
      <ReviewsPage />,
      { 'GET /@reviews': { items: [review], items_total: 1, counts } },
      session('e'),
    );

  it('sorts by the heads of its columns, and keeps what is narrowed', async () => {
    const { at, asked } = show('/redaktion?list=drafts&type=BestPractice');
    const head = async (name: string) =>
      screen.findByRole('columnheader', { name });
    expect(await head('Seit')).toHaveAttribute('aria-sort', 'ascending');
    expect(await head('Text')).not.toHaveAttribute('aria-sort');
    fireEvent.click(within(await head('Text')).getByRole('link'));
    await waitFor(() =>
      expect(at.current).toBe(
        '/redaktion?list=drafts&type=BestPractice&sort_on=title',
      ),
    );
    expect(await head('Text')).toHaveAttribute('aria-sort', 'ascending');
    expect(asked[asked.length - 1]).toContain('sort_on=title');
    fireEvent.click(within(await head('Text')).getByRole('link'));
    await waitFor(async () =>
      expect(await head('Text')).toHaveAttribute('aria-sort', 'descending'),
    );
  });
});

const own = (title: string, review_state: string) => ({
  '@id': `/wissen/${title.toLowerCase()}`,
  '@type': 'WikiArticle',
  title,
  review_state,
  modified: '2026-11-20T10:00:00',
});

describe('OwnTextsPage', () => {
  const show = (found: unknown) =>
    renderWithApi(
      '/meine-texte',
      <OwnTextsPage />,
      { 'GET /@me': { id: 'm', memberships: [] }, 'GET /@search': found },
      session('m'),
    );

  it('groups texts by where they stand; drafts lead on to their steps', async () => {
    const { asked } = show({
      items: [own('Entwurf', 'draft'), own('Fertig', 'published')],
      items_total: 2,
    });
    await screen.findByRole('heading', { name: 'Entwürfe (1)' });
    expect(
      screen.getByRole('heading', { name: 'Veröffentlicht (1)' }),
    ).toBeVisible();
    expect(screen.getAllByRole('link', { name: /„Entwurf“/ })).toHaveLength(1);
    expect(screen.getByRole('link', { name: /„Entwurf“/ })).toHaveAttribute(
      'href',
      '/einreichen/artikel?text=%2Fwissen%2Fentwurf',
    );
    expect(asked.find((path) => path.startsWith('/@search'))).toContain(
      'Creator=m',
    );
  });

  it('says what to do when nothing is there yet', async () => {
    show({ items: [], items_total: 0 });
    expect(await screen.findByText(/noch nichts geschrieben/)).toBeVisible();
  });

  it('says when it did not load, and tries again', async () => {
    show(refused(503));
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(screen.getByRole('button')).toBeVisible();
  });
});
