import { describe, expect, it, vi } from 'vitest';
import { screen } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import EventView from './EventView';

vi.mock('@plone/volto/components/theme/View/RenderBlocks', () => ({
  default: () => null,
}));

const event: any = {
  '@id': '/raeume/m/sitzung',
  '@type': 'Event',
  title: 'Sitzung',
  description: 'Bitte pünktlich.',
  start: '2026-12-03T15:30:00+00:00',
  end: '2026-12-03T17:00:00+00:00',
  location: 'Rathaus',
};

describe('EventView', () => {
  it('tells the time in Germany, wherever it is rendered', () => {
    renderAt('/raeume/m/sitzung', <EventView content={event} />);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      'Sitzung',
    );
    expect(screen.getByText(/16:30 bis 18:00 Uhr/)).toHaveTextContent(
      'Donnerstag, 3. Dezember 2026, 16:30 bis 18:00 Uhr (MEZ)',
    );
    expect(screen.getByText('Rathaus')).toBeVisible();
    expect(screen.getByText('Bitte pünktlich.')).toBeVisible();
  });

  it('names the contact and the web page, where there are some', () => {
    const { unmount } = renderAt(
      '/raeume/m/sitzung',
      <EventView
        content={{
          ...event,
          contact_name: 'Erika Muster',
          contact_email: 'erika@example.org',
          event_url: 'https://example.org/sitzung',
        }}
      />,
    );
    expect(screen.getByText('Erika Muster')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'erika@example.org' }),
    ).toHaveAttribute('href', 'mailto:erika@example.org');
    expect(
      screen.getByRole('link', { name: 'https://example.org/sitzung' }),
    ).toBeVisible();
    unmount();

    renderAt('/raeume/m/sitzung', <EventView content={event} />);
    expect(screen.queryByText('Kontakt')).not.toBeInTheDocument();
  });

  it('links to the web only', () => {
    renderAt(
      '/raeume/m/sitzung',
      <EventView content={{ ...event, event_url: 'data:text/html,Hallo' }} />,
    );
    expect(screen.queryByText('Webseite')).not.toBeInTheDocument();
  });

  it('says only when, if there is no place', () => {
    renderAt(
      '/raeume/m/sitzung',
      <EventView content={{ ...event, location: null }} />,
    );
    expect(screen.queryByText('Wo')).not.toBeInTheDocument();
  });
});
