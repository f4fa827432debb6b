import { describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Route } from 'react-router-dom';
import { refused, renderWithApi, session } from '../../testing/api';
import NoticesPage from './NoticesPage';
import UnsubscribePage from './UnsubscribePage';
import { noticesAddress, noticesPath } from './notices';

describe('addresses of notices', () => {
  it.each([
    ['', '/@notices?b_start=0&b_size=25'],
    ['?neu=1&seite=3', '/@notices?unread=1&b_start=50&b_size=25'],
    ['?seite=-1', '/@notices?b_start=0&b_size=25'],
  ])('%s asks for %s', (search, path) => {
    expect(noticesPath(search)).toBe(path);
  });

  it('name filter and page', () => {
    expect(noticesAddress(false)).toBe('/mitteilungen');
    expect(noticesAddress(true, 2)).toBe('/mitteilungen?neu=1&seite=2');
  });
});

const items = [
  {
    id: 'n1',
    kind: 'request',
    text: 'Max Beispiel möchte zu Musterstadt',
    link: '/aufnahmen',
    created: '2026-11-20T09:05:00+01:00',
    read: false,
  },
  {
    id: 'n2',
    kind: 'decided',
    text: 'Sie sind aufgenommen',
    link: '/raeume/musterstadt',
    created: '2026-11-19T09:00:00+01:00',
    read: true,
  },
];

function show(answers: object = {}, path = '/mitteilungen') {
  return renderWithApi(
    path,
    <NoticesPage />,
    {
      'GET /@notices': { items, items_total: 60 },
      'GET /@me': {},
      'POST /@notices/read': {},
      ...answers,
    },
    session(),
  );
}

describe('NoticesPage', () => {
  it('marks what is new by a word', async () => {
    show();
    const rows = await screen.findAllByRole('listitem');
    const first = rows.find((row) => row.textContent?.includes('Max'));
    const second = rows.find((row) => row.textContent?.includes('aufgenommen'));
    expect(first).toHaveTextContent(/^Neu/);
    expect(first).toHaveTextContent('20. November 2026, 09:05 Uhr');
    expect(second).not.toHaveTextContent(/Neu/);
    expect(within(second as HTMLElement).queryByRole('button')).toBeNull();
  });

  it('marks one as read, and all, and says so', async () => {
    const { calls, asked } = show();
    fireEvent.click(
      await screen.findByRole('button', {
        name: 'Als gelesen markieren: Max Beispiel möchte zu Musterstadt',
      }),
    );
    await screen.findByText('Die Mitteilung ist als gelesen markiert.');
    fireEvent.click(
      screen.getByRole('button', { name: 'Alle als gelesen markieren' }),
    );
    await screen.findByText('Alle Mitteilungen sind als gelesen markiert.');
    expect(calls).toEqual([
      ['POST', '/@notices/read', { ids: ['n1'] }],
      ['POST', '/@notices/read', { all: true }],
    ]);
    // the number in the header, too
    expect(asked.filter((path) => path === '/@me')).toHaveLength(2);
  });

  it('counts what is opened as read', async () => {
    const { calls, at } = show();
    fireEvent.click(await screen.findByRole('link', { name: /Max Beispiel/ }));
    await waitFor(() => expect(at.current).toBe('/aufnahmen'));
    expect(calls).toEqual([['POST', '/@notices/read', { ids: ['n1'] }]]);
  });

  it('goes through the pages and keeps the filter', async () => {
    show({}, '/mitteilungen?neu=1&seite=2');
    expect(
      await screen.findByRole('link', { name: 'Seite 3' }),
    ).toHaveAttribute('href', '/mitteilungen?neu=1&seite=3');
    expect(screen.getByRole('link', { name: 'Nur neue' })).toHaveAttribute(
      'aria-current',
      'true',
    );
    expect(screen.getByRole('link', { name: 'Alle' })).toHaveAttribute(
      'href',
      '/mitteilungen',
    );
  });

  it.each([
    ['/mitteilungen', 'Noch gibt es keine Mitteilungen für Sie.'],
    ['/mitteilungen?neu=1', 'Sie haben alle Mitteilungen gelesen.'],
  ])('says that there are none (%s)', async (path, text) => {
    show({ 'GET /@notices': { items: [], items_total: 0 } }, path);
    expect(await screen.findByText(text)).toBeVisible();
  });

  it('is for those who are logged in', () => {
    renderWithApi('/mitteilungen', <NoticesPage />, {});
    expect(screen.getByText('Diese Seite ist geschützt')).toBeVisible();
  });
});

describe('UnsubscribePage', () => {
  const open = (answers: object) =>
    renderWithApi(
      '/abmelden/abc',
      <Route path="/abmelden/:token" component={UnsubscribePage} />,
      answers as any,
    );
  const kind = { kind: 'news', title: 'Neues in Räumen' };

  it('switches the mails off at once, and can undo it', async () => {
    const { calls } = open({
      'POST /@unsubscribe/abc': kind,
      'DELETE /@unsubscribe/abc': kind,
    });
    expect(
      await screen.findByText('Sie bekommen diese E-Mails nicht mehr'),
    ).toHaveFocus();
    expect(
      screen.getByText(/E-Mails zu „Neues in Räumen“ sind abgeschaltet/),
    ).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Rückgängig machen' }));
    expect(
      await screen.findByText('Sie bekommen diese E-Mails wieder'),
    ).toHaveFocus();
    expect(calls.map(([verb]) => verb)).toEqual(['POST', 'DELETE']);
  });

  it.each([
    [410, 'Dieser Link gilt nicht mehr'],
    [500, 'Das hat nicht geklappt'],
  ])('explains %s', async (status, title) => {
    open({ 'POST /@unsubscribe/abc': refused(status) });
    expect(await screen.findByText(title)).toHaveFocus();
  });
});
