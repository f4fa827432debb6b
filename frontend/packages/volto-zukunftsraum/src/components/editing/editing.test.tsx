import { beforeAll, describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import config from '@plone/volto/registry';
import { session } from '../../testing/api';
import { renderAt } from '../../testing/render';
import LockNotice from './LockNotice';
import WorkLine from './WorkLine';

beforeAll(() => {
  config.settings.apiPath = 'http://localhost:3000';
});

describe('LockNotice', () => {
  const lock = (more = {}) => ({
    lock: {
      locked: true,
      creator: 'k',
      creator_name: 'Karla Koordination',
      created: new Date().toISOString(),
      ...more,
    },
  });
  const show = (content: any, state: any = session('m')) =>
    renderAt('/raeume/m/notiz', <LockNotice content={content} />, state);

  it('says who edits a page since when', () => {
    show(lock());
    expect(
      screen.getByText(/Karla Koordination bearbeitet diese Seite seit \d/),
    ).toBeVisible();
  });

  it('says that a page may have been left open', () => {
    show(lock({ created: '2026-03-01T10:00:00+00:00' }));
    expect(
      screen.getByText(/seit dem 1\. März 2026, 11:00 Uhr. Vielleicht/),
    ).toBeVisible();
  });

  it.each([
    ['of oneself', lock({ creator: 'm' }), session('m')],
    ['of nobody', lock({ locked: false }), session('m')],
    ['for strangers', lock(), { userSession: { token: null } }],
  ])('says nothing of a lock %s', (_, content, state) => {
    show(content, state);
    expect(screen.queryByText(/bearbeitet/)).toBeNull();
  });
});

describe('WorkLine', () => {
  const page = {
    '@id': '/raeume/m/notiz',
    '@type': 'Document',
    modified: '2026-03-01T10:00:00+00:00',
  };
  const may = (...ids: string[]) => ({
    ...session('m'),
    actions: { actions: { object: ids.map((id) => ({ id })) } },
  });
  const show = (content: any, state: any) =>
    renderAt('/raeume/m/notiz', <WorkLine content={content} />, state);

  it('leads those who belong to earlier versions', () => {
    show(page, may('view', 'history'));
    expect(screen.getByText(/Zuletzt geändert am 1\. März 2026/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Frühere Fassungen/ }),
    ).toHaveAttribute('href', '/raeume/m/notiz/historyview');
  });

  it('is not there for others, nor for what has no versions', () => {
    show(page, may('edit'));
    show({ ...page, '@type': 'File' }, may('edit', 'history'));
    show(page, { userSession: { token: null } });
    expect(screen.queryByRole('link')).toBeNull();
  });
});
