import { describe, expect, it } from 'vitest';
import { fireEvent, screen, within } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import { hasTitleBlock } from './placement';
import WhoCanSee from './WhoCanSee';
import { visibilityPath } from './visibility';

const content = {
  '@id': '/raeume/m/notiz',
  '@type': 'Document',
  title: 'Notiz',
};

const answer = {
  audience: 'space',
  label: 'Nur Mitglieder der Stadt Musterstadt sehen diese Seite',
  readers: [
    { kind: 'group', title: 'Musterstadt: Mitglieder' },
    { kind: 'role', title: 'Administration' },
  ],
  editors: [{ kind: 'group', title: 'Musterstadt: Koordination' }],
};

const show = (data: object, loggedIn = true, type = 'Document') =>
  renderAt(
    '/raeume/m/notiz',
    <WhoCanSee content={{ ...content, '@type': type }} />,
    {
      userSession: { token: loggedIn ? 'x' : null },
      resources: { '/raeume/m/notiz/@visibility': { data } },
    },
  );

describe('visibilityPath', () => {
  it('asks for members only, and never for the site itself', () => {
    expect(visibilityPath(content, true)).toBe('/raeume/m/notiz/@visibility');
    expect(visibilityPath(content, false)).toBeNull();
    expect(
      visibilityPath({ '@id': '/', '@type': 'Plone Site' }, true),
    ).toBeNull();
  });
});

describe('WhoCanSee', () => {
  it('says who sees the page, and names readers and editors', () => {
    show(answer);
    const group = screen.getByRole('group', {
      name: 'Wer diese Seite sehen kann',
    });
    expect(within(group).getByText(answer.label)).toBeVisible();
    fireEvent.click(within(group).getByText('Wer genau?'));
    const values = group.querySelectorAll('dd');
    expect(values[0]).toHaveTextContent(
      'Musterstadt: MitgliederAdministration',
    );
    expect(values[1]).toHaveTextContent('Musterstadt: Koordination');
  });

  it('asks nothing and says nothing to strangers', () => {
    const { container, store } = show(answer, false);
    expect(container).toBeEmptyDOMElement();
    expect((store as any).getActions()).toEqual([]);
  });

  it('says nothing on public pages', () => {
    const { container } = show({ ...answer, audience: 'public' });
    expect(container).toBeEmptyDOMElement();
  });

  it.each([
    ['Document', 'space', true],
    ['Document', 'network', false],
    ['File', 'space', false],
  ])('%s seen by %s can be proposed: %s', (type, audience, offered) => {
    show({ ...answer, audience }, true, type);
    const button = screen.queryByRole('button', {
      name: 'Dem Wiki vorschlagen',
    });
    expect(Boolean(button)).toBe(offered);
  });
});

describe('hasTitleBlock', () => {
  const blocks = { t: { '@type': 'title' }, p: { '@type': 'slate' } };
  const page = { ...content, blocks };

  it('knows where the title is a block of the page', () => {
    expect(
      hasTitleBlock({ ...page, blocks_layout: { items: ['t', 'p'] } }),
    ).toBe(true);
    expect(hasTitleBlock({ ...page, blocks_layout: { items: ['p'] } })).toBe(
      false,
    );
    expect(
      hasTitleBlock({
        ...page,
        '@type': 'WikiArticle',
        blocks_layout: { items: ['t'] },
      }),
    ).toBe(false);
    expect(hasTitleBlock(content)).toBe(false);
  });

  it('leaves the line to views that show it themselves', () => {
    expect(
      hasTitleBlock({
        ...page,
        '@type': 'Event',
        blocks_layout: { items: ['t'] },
      }),
    ).toBe(false);
  });
});
