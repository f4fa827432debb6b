import { beforeEach, describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import config from '@plone/volto/registry';
import LanguageSwitch, { languageHref } from './LanguageSwitch';
import { renderAt } from '../../testing/render';

beforeEach(() => {
  config.settings.supportedLanguages = ['de', 'en'];
});

describe('languageHref', () => {
  it('keeps what the address already asks for', () => {
    expect(languageHref('/search', '?SearchableText=Wohnen', 'en')).toBe(
      '/search?SearchableText=Wohnen&set_language=en',
    );
  });

  it('asks for one language only', () => {
    expect(languageHref('/', '?set_language=de', 'en')).toBe(
      '/?set_language=en',
    );
  });
});

describe('LanguageSwitch', () => {
  it('names each language in itself and marks the current one', () => {
    renderAt('/wissen', <LanguageSwitch />);
    const german = screen.getByRole('link', { name: 'Deutsch' });
    const english = screen.getByRole('link', { name: 'English' });
    expect(german).toHaveAttribute('aria-current', 'true');
    expect(english).not.toHaveAttribute('aria-current');
    expect(english).toHaveAttribute('href', '/wissen?set_language=en');
    expect(english).toHaveAttribute('lang', 'en');
  });

  it.each(['/wissen/edit', '/wissen/add'])('is not offered on %s', (path) => {
    renderAt(path, <LanguageSwitch />);
    expect(screen.queryByRole('link')).toBeNull();
  });
});
