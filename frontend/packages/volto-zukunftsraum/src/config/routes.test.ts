import { beforeAll, describe, expect, it } from 'vitest';
import { matchPath } from 'react-router-dom';
import { getBaseUrl, isCmsUi } from '@plone/volto/helpers/Url/Url';
import config from '@plone/volto/registry';
import AddPage from '../components/access/AddPage';
import installRoutes, { addressesOf, pages } from './routes';

const Page = () => null;

describe('addressesOf', () => {
  it.each([
    ['/konto', '/konto', true],
    ['/konto', '/konto/', true],
    ['/konto/adresse/:token', '/konto/adresse/abc', true],
    ['/konto', '/kontor', false],
    ['/konto', '/wissen/konto', false],
  ])('of %s: %s → %s', (path, address, expected) => {
    expect(addressesOf(path).test(address)).toBe(expected);
  });
});

describe('pages that are no content', () => {
  beforeAll(() => {
    pages['/konto/:token'] = Page;
    Object.assign(config.settings, {
      nonContentRoutes: [/\/edit$/],
      nonContentRoutesPublic: [],
    });
    installRoutes(config as any);
  });

  it('are routes', () => {
    expect(config.addonRoutes).toContainEqual({
      path: '/konto/:token',
      exact: true,
      component: Page,
    });
  });

  it('ask for no content and have no frame for editors', () => {
    expect(getBaseUrl('/konto/abc')).toBe('');
    expect(isCmsUi('/konto/abc')).toBe(false);
  });

  it('show the members of a space, whose content they ask for', () => {
    for (const space of ['/raeume/m', '/austausch/r']) {
      expect(getBaseUrl(`${space}/mitglieder`)).toBe(space);
      expect(isCmsUi(`${space}/mitglieder`)).toBe(false);
    }
    expect(getBaseUrl('/formulare/kontakt/einsendungen')).toBe(
      '/formulare/kontakt',
    );
    for (const seminar of [
      '/veranstaltungen/s',
      '/lernen/s',
      '/lernen/kurs/2027/s',
    ]) {
      for (const page of ['anmeldungen', 'anmeldungen/anwesenheit']) {
        expect(getBaseUrl(`${seminar}/${page}`)).toBe(seminar);
        expect(isCmsUi(`${seminar}/${page}`)).toBe(false);
        const route = (config.addonRoutes as any[]).find(({ path }) =>
          matchPath(`${seminar}/${page}`, { path, exact: true }),
        );
        expect(String(route?.path)).toContain(page.replace('/', '\\/'));
      }
    }
    for (const content of [
      '/wissen/mitglieder',
      '/wissen/text/einsendungen',
      '/raeume/m/anmeldungen',
      '/raeume/m/ordner/anmeldungen',
      '/veranstaltungen/anmeldungen',
      '/raeume/mitglieder',
      '/raeume/m/ordner/mitglieder',
      '/raeume/m/mitglieder-2',
    ]) {
      expect(getBaseUrl(content)).toBe(content);
    }
  });

  it('refuse something new to whom may not add it, and leave panels alone', () => {
    const isOurs = (address: string) =>
      (config.addonRoutes as any[]).find(({ path }) =>
        matchPath(address, { path, exact: true }),
      )?.component === AddPage;
    for (const address of ['/add', '/formulare/add', '/a/b/add']) {
      expect(isOurs(address)).toBe(true);
    }
    for (const address of ['/controlpanel/rules/add', '/wissen/address']) {
      expect(isOurs(address)).toBe(false);
    }
  });

  it('leave content alone', () => {
    expect(getBaseUrl('/wissen/konto')).toBe('/wissen/konto');
    expect(isCmsUi('/wissen/edit')).toBe(true);
  });
});
