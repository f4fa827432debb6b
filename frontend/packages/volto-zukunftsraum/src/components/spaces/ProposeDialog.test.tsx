import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { Provider } from 'react-intl-redux';
import { catalogue } from '../../testing/messages';
import ProposeDialog, { propose } from './ProposeDialog';

// jsdom knows <dialog>, but cannot open it.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});

const content = { '@id': '/raeume/m/notiz', title: 'Notiz' };

function show(dispatch: (action: unknown) => unknown) {
  const state = {
    intl: { locale: 'de', messages: catalogue('de/LC_MESSAGES/volto.po') },
  };
  const store = { getState: () => state, subscribe: () => () => {}, dispatch };
  const onClose = vi.fn();
  render(
    <Provider store={store as any}>
      <MemoryRouter>
        <ProposeDialog content={content} onClose={onClose} />
      </MemoryRouter>
    </Provider>,
  );
  return onClose;
}

const send = () => screen.getByRole('button', { name: /Vorschlag/ });

describe('ProposeDialog', () => {
  it('says what happens to the copy and to the original', () => {
    show(vi.fn());
    const dialog = screen.getByRole('dialog', { name: 'Dem Wiki vorschlagen' });
    expect(dialog).toHaveTextContent('bekommt eine Kopie von „Notiz“');
    expect(dialog).toHaveTextContent('Das Original bleibt unverändert');
  });

  it('sends what was chosen, once, and leads to the draft', async () => {
    let answer: (value: unknown) => void = () => {};
    const dispatch = vi.fn(() => new Promise((resolve) => (answer = resolve)));
    const onClose = show(dispatch);
    fireEvent.click(screen.getByRole('radio', { name: 'Praxisbeispiel' }));
    fireEvent.click(send());
    expect(send()).toBeDisabled();
    expect(send()).toHaveTextContent('Vorschlag wird gesendet …');
    fireEvent.submit(send().closest('form') as HTMLFormElement);
    expect(dispatch.mock.calls).toEqual([
      [propose('/raeume/m/notiz', 'BestPractice')],
    ]);

    answer({ '@id': '/praxis/notiz', title: 'Notiz' });
    const heading = await screen.findByRole('heading', {
      name: 'Ihr Vorschlag liegt bei der Redaktion',
    });
    expect(heading).toHaveFocus();
    expect(
      screen.getByRole('link', { name: 'Entwurf „Notiz“ öffnen' }),
    ).toHaveAttribute('href', '/praxis/notiz');
    fireEvent.click(screen.getByRole('button', { name: 'Schließen' }));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it.each([
    [401, /Sie dürfen dieses Dokument nicht vorschlagen/],
    [500, /Der Vorschlag konnte nicht gesendet werden/],
  ])(
    'announces a failure (%s) and can be tried again',
    async (status, text) => {
      show(() => Promise.reject({ status }));
      fireEvent.click(send());
      await waitFor(() =>
        expect(screen.getByRole('alert')).toHaveTextContent(text),
      );
      expect(send()).toBeEnabled();
    },
  );
});
