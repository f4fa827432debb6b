import { describe, expect, it } from 'vitest';
import { screen, within } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import GrantApplicationView, { paragraphs } from './GrantApplicationView';
import { GRANT_STATES, grantState } from './states';

const application = {
  '@id': '/raeume/m/antrag',
  '@type': 'GrantApplication',
  title: 'Moderation der Werkstatt',
  review_state: 'draft',
  parent: { '@id': '/raeume/m', title: 'Musterstadt' },
  amount_requested: '3400.50',
  period_start: '2027-01-01',
  period_end: '2027-03-12',
  cost_plan: [{ description: 'Werkstatttag' }, { description: 'Fahrt' }],
  target_groups: ['Jugendliche', 'Ältere'],
  goals: [{ goal: 'Drei\nMaßnahmen.', indicator: 'Eine beginnt sofort.' }],
};

const fact = (name: string) =>
  screen.getByText(name, { selector: 'dt' }).nextElementSibling;

describe('paragraphs', () => {
  it('splits at empty lines only', () => {
    expect(paragraphs(' a\nb \n \n c')).toEqual(['a\nb', 'c']);
    expect(paragraphs(null)).toEqual([]);
  });
});

describe('grantState', () => {
  it('has word, next step and icon for every state of the workflow', () => {
    expect(GRANT_STATES).toHaveLength(12);
    for (const state of GRANT_STATES) {
      const look = grantState(state);
      expect(look?.title.id).toBe(`zr.grants.state.${state}`);
      expect(look?.next.id).toBe(`zr.grants.next.${state}`);
      expect(look?.icon).toBeTruthy();
    }
    expect(grantState('published')).toBeNull();
  });
});

describe('GrantApplicationView', () => {
  it('shows state, next step, facts and text', () => {
    renderAt(
      '/raeume/m/antrag',
      <GrantApplicationView content={application} />,
      { actions: { actions: {} } },
    );
    expect(screen.getByText('Entwurf')).toBeVisible();
    expect(screen.getByText(/Ihre Kommune vervollständigt/)).toBeVisible();
    expect(fact('Beantragter Betrag')?.textContent).toMatch(/^3\.400,50\s€$/);
    expect(fact('Zeitraum')).toHaveTextContent(
      '1. Januar 2027 bis 12. März 2027',
    );
    expect(fact('Kostenarten')).toHaveTextContent('Werkstatttag, Fahrt');
    expect(fact('Zielgruppen')).toHaveTextContent('Jugendliche, Ältere');
    expect(
      within(fact('Kommune') as HTMLElement).getByRole('link'),
    ).toHaveAttribute('href', '/raeume/m');
    expect(screen.getByText('Eine beginnt sofort.').tagName).toBe('P');
  });

  it('says what is missing', () => {
    renderAt(
      '/raeume/m/antrag',
      <GrantApplicationView
        content={{ ...application, amount_requested: null, goals: [] }}
      />,
      { actions: { actions: {} } },
    );
    expect(fact('Beantragter Betrag')).toHaveTextContent(
      'Noch nicht ausgefüllt',
    );
    const goals = screen.getByRole('heading', { name: 'Ziele' }).parentElement;
    expect(goals).toHaveTextContent('Noch nicht ausgefüllt');
  });

  it('offers to edit only to those who may', () => {
    const edit = { actions: { actions: { object: [{ id: 'edit' }] } } };
    const { unmount } = renderAt(
      '/raeume/m/antrag',
      <GrantApplicationView content={application} />,
      edit,
    );
    expect(
      screen.getByRole('link', { name: 'Antrag bearbeiten' }),
    ).toHaveAttribute(
      'href',
      '/einreichen/foerderantrag?text=%2Fraeume%2Fm%2Fantrag',
    );
    unmount();
    renderAt(
      '/raeume/m/antrag',
      <GrantApplicationView content={application} />,
      { actions: { actions: { object: [{ id: 'view' }] } } },
    );
    expect(
      screen.queryByRole('link', { name: 'Antrag bearbeiten' }),
    ).toBeNull();
  });
});
