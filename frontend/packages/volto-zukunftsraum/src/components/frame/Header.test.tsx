import { describe, expect, it } from 'vitest';
import { fireEvent, screen, within } from '@testing-library/react';
import Header from './Header';
import { renderAt } from '../../testing/render';

const items = [
  { url: '', title: 'Startseite', items: [] },
  { url: '/wissen', title: 'Wissen', items: [] },
  { url: '/praxis', title: 'Praxisbeispiele', nav_title: 'Praxis', items: [] },
];
const navigation = { items };

// the payload is {"sub": "erika"}
const token = 'x.eyJzdWIiOiJlcmlrYSJ9.x';

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
      '/mitmachen',
    );
    expect(screen.queryByRole('link', { name: 'Meine Räume' })).toBeNull();
  });

  it('offers a member their spaces and their own menu with their name', () => {
    renderAt('/', <Header pathname="/" />, {
      userSession: { token },
      users: { user: { id: 'erika', fullname: 'Erika Mustermann' } },
    });
    expect(screen.queryByRole('link', { name: 'Anmelden' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Meine Räume' })).toHaveAttribute(
      'href',
      '/raeume',
    );
    const button = screen.getByRole('button', { name: 'Mein Konto' });
    const panel = document.getElementById(
      button.getAttribute('aria-controls') as string,
    );
    expect(panel).not.toBeVisible();
    fireEvent.click(button);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(panel).toBeVisible();
    expect(panel).toHaveTextContent('Angemeldet als Erika Mustermann');
    expect(screen.getByRole('link', { name: 'Abmelden' })).toHaveAttribute(
      'href',
      '/logout',
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
