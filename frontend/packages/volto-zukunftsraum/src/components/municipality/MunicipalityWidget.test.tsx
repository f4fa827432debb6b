import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { act, fireEvent, screen } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import { searchPathFor } from './MunicipalityCombobox';
import MunicipalityWidget, { MunicipalitiesWidget } from './MunicipalityWidget';

const musterstadt = {
  ars: '990000000001',
  name: 'Musterstadt',
  kind: 'town',
  kind_title: 'Stadt',
  state_title: 'Musterland',
  district_title: 'Landkreis Muster',
};
const musterdorf = {
  ...musterstadt,
  ars: '990000000007',
  name: 'Musterdorf',
  kind_title: 'Gemeinde',
};

const state = {
  municipalities: { [musterstadt.ars]: musterstadt },
  resources: {
    [searchPathFor('muster') as string]: {
      data: { items: [musterstadt, musterdorf], items_total: 2 },
    },
    [searchPathFor('xyz') as string]: { data: { items: [], items_total: 0 } },
  },
};

function show(value: string | null = null) {
  const onChange = vi.fn();
  renderAt(
    '/add',
    <MunicipalityWidget
      id="municipality"
      title="Kommune"
      value={value}
      onChange={onChange}
    />,
    state,
  );
  return onChange;
}

const field = () => screen.getByRole('combobox', { name: 'Kommune' });

function type(text: string) {
  fireEvent.change(field(), { target: { value: text } });
  act(() => {
    vi.advanceTimersByTime(300);
  });
}

const press = (key: string) => fireEvent.keyDown(field(), { key });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('searchPathFor', () => {
  it('waits for two letters and encodes them', () => {
    expect(searchPathFor(' M ')).toBeNull();
    expect(searchPathFor('Bad & Co')).toBe(
      '/@municipalities?q=Bad%20%26%20Co&b_size=8',
    );
  });
});

describe('MunicipalityWidget', () => {
  it('finds while typing and is operated by keys', () => {
    const onChange = show();
    expect(field()).toHaveAttribute('aria-expanded', 'false');
    type('muster');
    expect(field()).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByRole('status')).toHaveTextContent(
      '2 Kommunen gefunden.',
    );
    expect(
      screen.getAllByRole('option').map((option) => option.textContent),
    ).toEqual([
      'MusterstadtStadt in Landkreis Muster, Musterland',
      'MusterdorfGemeinde in Landkreis Muster, Musterland',
    ]);
    press('ArrowDown');
    press('ArrowDown');
    const second = screen.getAllByRole('option')[1];
    expect(second).toHaveAttribute('aria-selected', 'true');
    expect(field()).toHaveAttribute('aria-activedescendant', second.id);
    press('Enter');
    expect(onChange).toHaveBeenCalledWith('municipality', musterdorf.ars);
    expect(field()).toHaveAttribute('aria-expanded', 'false');
  });

  it('goes round at both ends', () => {
    show();
    type('muster');
    press('ArrowDown');
    press('ArrowUp');
    expect(screen.getAllByRole('option')[1]).toHaveAttribute(
      'aria-selected',
      'true',
    );
    press('ArrowDown');
    expect(screen.getAllByRole('option')[0]).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('takes a click, too', () => {
    const onChange = show();
    type('muster');
    fireEvent.click(screen.getByText('Musterdorf'));
    expect(onChange).toHaveBeenCalledWith('municipality', musterdorf.ars);
  });

  it('changes nothing on Enter without a choice, on Escape and on leaving', () => {
    const onChange = show(musterstadt.ars);
    type('muster');
    press('Enter');
    press('Escape');
    expect(field()).toHaveValue('muster');
    press('Escape');
    expect(field()).toHaveValue('Musterstadt');
    type('xyz');
    fireEvent.blur(field());
    expect(field()).toHaveValue('Musterstadt');
    expect(onChange).not.toHaveBeenCalled();
  });

  it('says when nothing is found', () => {
    show();
    type('xyz');
    expect(screen.getByRole('status')).toHaveTextContent(
      'Keine Kommune gefunden.',
    );
  });

  it('shows the name of a stored key and can take it out', () => {
    const onChange = show(musterstadt.ars);
    expect(field()).toHaveValue('Musterstadt');
    expect(
      screen.getByText('Stadt in Landkreis Muster, Musterland'),
    ).toBeVisible();
    fireEvent.click(
      screen.getByRole('button', { name: 'Musterstadt entfernen' }),
    );
    expect(onChange).toHaveBeenCalledWith('municipality', null);
  });
});

describe('MunicipalitiesWidget', () => {
  it('adds and removes keys, each once', () => {
    const onChange = vi.fn();
    renderAt(
      '/add',
      <MunicipalitiesWidget
        id="partners"
        title="Kommune"
        value={[musterstadt.ars]}
        onChange={onChange}
      />,
      state,
    );
    type('muster');
    fireEvent.click(screen.getAllByRole('option')[0]);
    expect(onChange).not.toHaveBeenCalled();
    type('muster');
    fireEvent.click(screen.getAllByRole('option')[1]);
    expect(onChange).toHaveBeenLastCalledWith('partners', [
      musterstadt.ars,
      musterdorf.ars,
    ]);
    fireEvent.click(
      screen.getByRole('button', { name: 'Musterstadt entfernen' }),
    );
    expect(onChange).toHaveBeenLastCalledWith('partners', []);
  });
});
