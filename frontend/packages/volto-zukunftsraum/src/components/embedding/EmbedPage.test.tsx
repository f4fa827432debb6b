import { afterEach, describe, expect, it, vi } from 'vitest';
import { fireEvent, screen } from '@testing-library/react';
import '@testing-library/jest-dom/vitest';
import config from '@plone/volto/registry';
import { renderAt } from '../../testing/render';
import EmbedPage from './EmbedPage';
import { snippetOf } from './snippet';

const code = () =>
  screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Für Ihre Seite' })
    .value;

const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(new RegExp(`^${label}`)), {
    target: { value },
  });

afterEach(() => vi.unstubAllGlobals());

describe('EmbedPage', () => {
  it('makes the lines of what is chosen, and shows it', () => {
    config.settings.publicURL = 'https://portal.example';
    const { container } = renderAt('/einbinden', <EmbedPage />);
    expect(code()).toBe(
      '<script src="https://portal.example/zukunftsraum-liste.js" defer></script>\n' +
        '<zukunftsraum-liste type="Seminar" limit="5" lang="de"></zukunftsraum-liste>',
    );
    choose('Art der Inhalte', '');
    choose('Thema', 'housing');
    choose('Land', '14');
    choose('Anzahl der Einträge', '10');
    choose('Überschrift', 'Wohnen');
    expect(code()).toContain(
      '<zukunftsraum-liste topic="housing" state="14" limit="10" heading="Wohnen" lang="de">',
    );
    const preview = container.querySelector('zukunftsraum-liste');
    expect(preview).toHaveAttribute('topic', 'housing');
    expect(preview).not.toHaveAttribute('type');
    expect(
      document.querySelectorAll('script[src="/zukunftsraum-liste.js"]'),
    ).toHaveLength(1);
  });

  it('copies, and says so', async () => {
    const writeText = vi.fn().mockResolvedValue(undefined);
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
    renderAt('/einbinden', <EmbedPage />);
    fireEvent.click(screen.getByRole('button', { name: 'Kopieren' }));
    expect(await screen.findByText('Kopiert.')).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith(code());
  });

  it('says when it cannot copy', async () => {
    vi.stubGlobal('navigator', { ...navigator, clipboard: undefined });
    renderAt('/einbinden', <EmbedPage />);
    fireEvent.click(screen.getByRole('button', { name: 'Kopieren' }));
    expect(await screen.findByText(/kopieren Sie ihn selbst/)).toBeVisible();
  });
});

describe('snippetOf', () => {
  it('lets no heading end the attribute', () => {
    const wishes = {
      type: '',
      topic: '',
      state: '',
      limit: '5',
      heading: 'A "&" <B>',
    };
    expect(snippetOf('https://portal.example/', wishes, 'en')).toBe(
      '<script src="https://portal.example/zukunftsraum-liste.js" defer></script>\n' +
        '<zukunftsraum-liste limit="5" heading="A &quot;&amp;&quot; &lt;B&gt;" lang="en"></zukunftsraum-liste>',
    );
  });
});
