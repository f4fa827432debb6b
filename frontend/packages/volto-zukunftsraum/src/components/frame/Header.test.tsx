import { describe, expect, it } from 'vitest';
import { fireEvent, screen, within } from '@testing-library/react';
import Header from './Header';
import { session } from '../../testing/api';
import { renderAt } from '../../testing/render';

const items = [
  { url: '', title: 'Startseite', items: [] },
  { url: '/wissen', title: 'Wissen', items: [] },
  { url: '/praxis', title: 'Praxisbeispiele', nav_title: 'Praxis', items: [] },
];
const navigation = { items };

describe('Header', () => {
  it('lists the sections, but not the home page, and marks the current one', () => {
    renderAt('/wissen/artikel', <Header pathname="/wissen/artikel" />, {
      navigation,
    });
    const nav = screen.getByRole('navigation', { name: 'Hauptnavigation' });
    const links = within(nav).getAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual(['Wissen', 'Praxis']);
    expect(links[0]).toHaveAttribute('aria-current', 'page');
    expect(links[1]).not.toHaveAttribute('aria-current');
  });

  it('offers a stranger to log in and come back, and to join', () => {
    renderAt('/wissen?a=1', <Header pathname="/wissen" />);
    expect(screen.getByRole('link', { name: 'Anmelden' })).toHaveAttribute(
      'href',
      '/login?return_url=%2Fwissen%3Fa%3D1',
    );
    expect(screen.getByRole('link', { name: 'Mitmachen' })).toHaveAttribute(
      'href',
      '/registrieren',
    );
    expect(screen.queryByRole('link', { name: 'Meine Räume' })).toBeNull();
  });

  const member = {
    id: 'u1',
    fullname: 'Erika Mustermann',
    memberships: [{ ars: '990000000001', name: 'Musterstadt', role: 'member' }],
    office: false,
    admissions_open: 0,
    unread: 0,
  };

  function showMember(more = {}) {
    return renderAt('/', <Header pathname="/" />, {
      ...session(),
      resources: { '/@me': { data: { ...member, ...more } } },
    });
  }

  const ownLinks = () => {
    fireEvent.click(screen.getByRole('button', { name: 'Mein Konto' }));
    return within(document.getElementById('zr-own-menu') as HTMLElement)
      .getAllByRole('link')
      .map((link) => [link.textContent, link.getAttribute('href')]);
  };

  it('offers a member their spaces, notices and own menu with their name', () => {
    showMember();
    expect(screen.queryByRole('link', { name: 'Anmelden' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Meine Räume' })).toHaveAttribute(
      'href',
      '/raeume',
    );
    expect(screen.getByRole('link', { name: 'Mitteilungen' })).toHaveAttribute(
      'href',
      '/mitteilungen',
    );
    const button = screen.getByRole('button', { name: 'Mein Konto' });
    const panel = document.getElementById(
      button.getAttribute('aria-controls') as string,
    );
    expect(panel).not.toBeVisible();
    expect(ownLinks()).toEqual([
      ['Mein Konto', '/mein-konto'],
      ['Meine Veranstaltungen', '/meine-veranstaltungen'],
      ['Meine Texte', '/meine-texte'],
      ['Verzeichnis der Mitglieder', '/verzeichnis'],
      ['Passwort ändern', '/mein-konto#passwort'],
      ['Abmelden', '/logout'],
    ]);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(panel).toBeVisible();
    expect(panel).toHaveTextContent('Angemeldet als Erika Mustermann');
  });

  it('says in words how many notices are new', () => {
    showMember({ unread: 3 });
    expect(
      screen.getByRole('link', { name: 'Mitteilungen 3 neu' }),
    ).toBeVisible();
  });

  it('leads those who decide to what is open', () => {
    showMember({
      memberships: [{ ...member.memberships[0], role: 'coordinator' }],
      admissions_open: 2,
    });
    const links = ownLinks();
    expect(links).toContainEqual(['Aufnahmen 2 offen', '/aufnahmen']);
    expect(links.map(([, href]) => href)).not.toContain('/mitglieder');
  });

  it('leads the office to the members and keys', () => {
    showMember({ memberships: [], office: true });
    expect(ownLinks().map(([, href]) => href)).toEqual(
      expect.arrayContaining(['/aufnahmen', '/mitglieder', '/schluessel']),
    );
  });

  it('opens the menu by its button; Escape closes it and gives the focus back', () => {
    renderAt('/', <Header pathname="/" />, { navigation });
    const button = screen.getByRole('button', { name: 'Menü' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    fireEvent.click(button);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    screen.getByRole('link', { name: 'Wissen' }).focus();
    fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(button).toHaveFocus();
  });

  it('closes the menu when a link leads to another page', () => {
    renderAt('/', <Header pathname="/" />, { navigation });
    const button = screen.getByRole('button', { name: 'Menü' });
    fireEvent.click(button);
    fireEvent.click(screen.getByRole('link', { name: 'Praxis' }));
    expect(button).toHaveAttribute('aria-expanded', 'false');
  });

  it('names every button and link that the menu button controls', () => {
    renderAt('/', <Header pathname="/" />, { navigation });
    const button = screen.getByRole('button', { name: 'Menü' });
    for (const id of (button.getAttribute('aria-controls') ?? '').split(' ')) {
      expect(document.getElementById(id)).toBeInTheDocument();
    }
  });
});
