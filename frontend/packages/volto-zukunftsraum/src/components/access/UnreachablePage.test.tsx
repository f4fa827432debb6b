import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import ConnectionRefused from '../../customizations/volto/components/theme/ConnectionRefused/ConnectionRefused';

/** The page as Volto shows it, with what the server answers. */
const show = () => {
  const staticContext: Record<string, unknown> = {};
  renderAt('/wissen', <ConnectionRefused staticContext={staticContext} />);
  return staticContext;
};

describe('UnreachablePage', () => {
  it('says what has happened and what to do, in German', () => {
    show();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      'Das Portal ist gerade nicht erreichbar',
    );
    expect(screen.getByText(/laden Sie/i)).toBeVisible();
  });

  it('speaks of nothing that readers cannot know', () => {
    show();
    expect(document.body.textContent).not.toMatch(/backend|zope|plone|api/i);
  });

  it('is answered with 503, so that search engines come again', () => {
    expect(show()).toMatchObject({ error_code: 503 });
  });
});
