import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import Breadcrumbs from './Breadcrumbs';
import { renderAt } from '../../testing/render';

const items = [
  { title: 'Wissen', url: '/wissen' },
  { title: 'Leitfaden', url: '/wissen/leitfaden' },
];

describe('Breadcrumbs', () => {
  it('lists the way; this page is text and marked as current', () => {
    renderAt(
      '/wissen/leitfaden',
      <Breadcrumbs pathname="/wissen/leitfaden" />,
      { breadcrumbs: { items, root: null } },
    );
    expect(
      screen.getAllByRole('listitem').map((item) => item.textContent),
    ).toEqual(['Startseite', 'Wissen', 'Leitfaden']);
    expect(screen.getByText('Leitfaden')).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(screen.queryByRole('link', { name: 'Leitfaden' })).toBeNull();
  });

  it('links the content while one of its other pages is shown', () => {
    renderAt(
      '/wissen/leitfaden/edit',
      <Breadcrumbs pathname="/wissen/leitfaden" />,
      { breadcrumbs: { items, root: null } },
    );
    expect(screen.getByRole('link', { name: 'Leitfaden' })).toHaveAttribute(
      'href',
      '/wissen/leitfaden',
    );
  });

  it('is absent on the home page', () => {
    renderAt('/', <Breadcrumbs pathname="/" />);
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('leads to the site setup in its panels', () => {
    renderAt('/controlpanel/mail', <Breadcrumbs pathname="/" />);
    expect(screen.getByRole('link', { name: 'Konfiguration' })).toHaveAttribute(
      'href',
      '/controlpanel',
    );
  });
});
