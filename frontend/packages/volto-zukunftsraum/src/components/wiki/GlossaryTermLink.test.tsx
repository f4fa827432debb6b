import { describe, expect, it } from 'vitest';
import { act, fireEvent, screen } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import GlossaryTermLink from './GlossaryTermLink';

const term = {
  '@id': '/wissen/begriff-quartier',
  title: 'Quartier',
  description: 'Der Ort, an dem Menschen sich begegnen.',
};

const show = (data: object = term) => {
  const { at } = renderAt(
    '/wissen/text',
    <GlossaryTermLink element={{ data: data as any }}>
      Quartiers
    </GlossaryTermLink>,
  );
  return { at, link: screen.getByRole('link', { name: 'Quartiers' }) };
};

const tip = () => screen.getByRole('tooltip', { hidden: true });

describe('GlossaryTermLink', () => {
  it('is a link to the term, described by its short version', () => {
    const { at, link } = show();
    expect(link).toHaveAttribute('href', term['@id']);
    expect(link).toHaveAccessibleDescription(/Glossar: Der Ort/);
    expect(tip()).not.toBeVisible();
    fireEvent.click(link);
    expect(at.current).toBe(term['@id']);
  });

  it('explains where the focus is, until Escape', () => {
    const { link } = show();
    act(() => link.focus());
    expect(tip()).toBeVisible();
    fireEvent.keyDown(document, { key: 'Escape' });
    expect(tip()).not.toBeVisible();
    expect(link).toHaveFocus();
    act(() => link.blur());
    act(() => link.focus());
    expect(tip()).toBeVisible();
    act(() => link.blur());
    expect(tip()).not.toBeVisible();
  });

  it('explains where the pointer rests, also on the explanation itself', () => {
    const { link } = show();
    fireEvent.mouseEnter(link.parentElement!);
    expect(tip()).toBeVisible();
    expect(link.parentElement).toContainElement(tip());
    fireEvent.keyDown(document, { key: 'Escape' });
    expect(tip()).not.toBeVisible();
    fireEvent.mouseEnter(link.parentElement!);
    fireEvent.mouseLeave(link.parentElement!);
    expect(tip()).not.toBeVisible();
  });

  it('is a plain link without a short version', () => {
    const { link } = show({ ...term, description: '' });
    expect(link).not.toHaveAttribute('aria-describedby');
    expect(screen.queryByRole('tooltip', { hidden: true })).toBeNull();
  });
});
