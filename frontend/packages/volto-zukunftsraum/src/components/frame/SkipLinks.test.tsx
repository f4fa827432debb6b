import { describe, expect, it } from 'vitest';
import { fireEvent, screen } from '@testing-library/react';
import { PluggablesProvider } from '@plone/volto/components/manage/Pluggable';
import SkipLinks from './SkipLinks';
import { renderAt } from '../../testing/render';

describe('SkipLinks', () => {
  it('moves the focus into the content', () => {
    renderAt(
      '/',
      <PluggablesProvider>
        <SkipLinks />
        <main>Inhalt</main>
      </PluggablesProvider>,
    );
    fireEvent.click(screen.getByRole('link', { name: 'Zum Inhalt springen' }));
    expect(screen.getByRole('main')).toHaveFocus();
  });
});
