import { useState } from 'react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { act, fireEvent, screen } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import Dialog from './Dialog';
import ErrorSummary from './ErrorSummary';
import { CheckField, RadioField } from './Choices';
import { TextField } from './Field';
import NewPasswordField from './NewPasswordField';
import { failureOf } from './call';
import { useFormErrors } from './useFormErrors';

// jsdom knows <dialog>, but cannot open it.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});

afterEach(() => {
  vi.useRealTimers();
});

describe('failureOf', () => {
  it('reads what the API says', () => {
    const body = {
      message: 'Ungültige Eingabe',
      errors: [{ field: 'email', message: 'Fehlt.' }, { nonsense: 1 }],
    };
    expect(failureOf({ status: 400, response: { body } })).toEqual({
      status: 400,
      message: 'Ungültige Eingabe',
      errors: [{ field: 'email', message: 'Fehlt.' }],
    });
  });

  it('knows answers that are not ours, and no answer at all', () => {
    expect(failureOf({ status: 502, response: { body: null } }).status).toBe(
      502,
    );
    expect(failureOf(new Error('offline'))).toEqual({
      status: 0,
      message: '',
      errors: [],
    });
  });
});

const Form = ({ failure }: { failure: any }) => {
  const { errors, failure: text, attempt, refuse } = useFormErrors();
  return (
    <form>
      <ErrorSummary
        errors={errors}
        failure={text}
        attempt={attempt}
        idOf={(field) => `id-${field}`}
      />
      <TextField
        id="id-email"
        name="email"
        label="Adresse"
        help="Dienstlich"
        required
        value=""
        error={errors.email}
        onChange={() => {}}
      />
      <button type="button" onClick={() => refuse(failure, ['email'])}>
        Senden
      </button>
    </form>
  );
};

function send(failure: object) {
  renderAt('/', <Form failure={{ message: '', errors: [], ...failure }} />);
  fireEvent.click(screen.getByRole('button', { name: 'Senden' }));
}

describe('what is wrong with a form', () => {
  it('stands above, with the focus, and at the field', () => {
    send({
      status: 400,
      errors: [{ field: 'email', message: 'Die Adresse fehlt.' }],
    });
    const summary = screen.getByRole('group', {
      name: 'Bitte prüfen Sie Ihre Angaben',
    });
    expect(summary).toHaveFocus();
    const field = screen.getByRole('textbox', { name: 'Adresse' });
    expect(field).toHaveAccessibleDescription('Die Adresse fehlt. Dienstlich');
    expect(field).toHaveAttribute('aria-invalid', 'true');
    fireEvent.click(screen.getByRole('link', { name: 'Die Adresse fehlt.' }));
    expect(field).toHaveFocus();
  });

  it('takes the focus again at the next attempt', () => {
    send({ status: 400, errors: [{ field: 'email', message: 'Fehlt.' }] });
    screen.getByRole('textbox').focus();
    fireEvent.click(screen.getByRole('button', { name: 'Senden' }));
    expect(screen.getByRole('group')).toHaveFocus();
  });

  it('names what belongs to no field of the form', () => {
    send({
      status: 400,
      errors: [{ field: 'other', message: 'Unbekanntes Feld.' }],
    });
    expect(
      screen.getByRole('group', { name: 'Das hat nicht geklappt' }),
    ).toHaveTextContent('Unbekanntes Feld.');
  });

  it.each([
    [401, '', /Sitzung ist abgelaufen/],
    [409, 'Sie sind schon Mitglied.', /Sie sind schon Mitglied\./],
    [429, '', /zu viele Versuche/],
    [500, 'KeyError', /bitte versuchen Sie es gleich noch einmal/],
    [0, '', /Ihre Eingaben sind noch da/],
  ])('is said in words (%s)', (status, message, text) => {
    send({ status, message });
    expect(screen.getByRole('group')).toHaveTextContent(text);
    expect(screen.getByRole('group')).not.toHaveTextContent('KeyError');
  });
});

describe('choices', () => {
  it('are described by what they mean and by what is wrong', () => {
    const onChange = vi.fn();
    renderAt(
      '/',
      <>
        <CheckField
          id="check"
          name="check"
          label="Einverstanden"
          help="Sie können das ändern."
          error="Bitte zustimmen."
          required
          checked={false}
          onChange={onChange}
        />
        <RadioField
          id="radio"
          name="radio"
          legend="Wer sind Sie?"
          error="Bitte wählen."
          value=""
          choices={[
            { value: 'a', label: 'Verwaltung', help: 'Im Rathaus' },
            { value: 'b', label: 'Ehrenamt' },
          ]}
          onChange={onChange}
        />
      </>,
    );
    const box = screen.getByRole('checkbox', { name: 'Einverstanden' });
    expect(box).toBeInvalid();
    expect(box).toHaveAccessibleDescription(
      'Bitte zustimmen. Sie können das ändern.',
    );
    fireEvent.click(box);
    expect(onChange).toHaveBeenLastCalledWith(true);
    expect(
      screen.getByRole('group', { name: 'Wer sind Sie?' }),
    ).toHaveAccessibleDescription('Bitte wählen.');
    const first = screen.getByRole('radio', { name: 'Verwaltung' });
    expect(first).toHaveAttribute('id', 'radio');
    expect(first).toHaveAccessibleDescription('Im Rathaus');
    fireEvent.click(screen.getByRole('radio', { name: 'Ehrenamt' }));
    expect(onChange).toHaveBeenLastCalledWith('b');
  });
});

const Passwords = () => {
  const [value, setValue] = useState('');
  return (
    <NewPasswordField
      id="password"
      name="password"
      label="Passwort"
      value={value}
      onChange={setValue}
    />
  );
};

describe('NewPasswordField', () => {
  const field = () => screen.getByLabelText('Passwort');
  const type = (value: string) =>
    fireEvent.change(field(), { target: { value } });

  it('can be looked at', () => {
    renderAt('/', <Passwords />);
    expect(field()).toHaveAttribute('type', 'password');
    expect(field()).toHaveAttribute('autocomplete', 'new-password');
    fireEvent.click(screen.getByRole('button', { name: 'Passwort anzeigen' }));
    expect(field()).toHaveAttribute('type', 'text');
    expect(screen.getByText('Das Passwort ist sichtbar.')).toHaveAttribute(
      'role',
      'status',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Passwort verbergen' }));
    expect(field()).toHaveAttribute('type', 'password');
  });

  it('shows a hint at once and says it when typing pauses', () => {
    vi.useFakeTimers();
    renderAt('/', <Passwords />);
    const said = () =>
      screen.getAllByRole('status').map((region) => region.textContent);
    type('kurz');
    expect(screen.getByText('Noch 8 Zeichen')).toBeVisible();
    expect(said()).not.toContain('Noch 8 Zeichen');
    act(() => {
      vi.advanceTimersByTime(1100);
    });
    expect(said()).toContain('Noch 8 Zeichen');
    type('lang genug und gut');
    expect(screen.getByText(/^Lang genug\. Ob es sicher ist/)).toBeVisible();
  });
});

describe('Dialog', () => {
  const Opener = ({ busy = false }: { busy?: boolean }) => {
    const [open, setOpen] = useState(false);
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          Öffnen
        </button>
        {open && (
          <Dialog title="Wirklich?" busy={busy} onClose={() => setOpen(false)}>
            <p>Text</p>
          </Dialog>
        )}
      </>
    );
  };

  function open(busy = false) {
    renderAt('/', <Opener busy={busy} />);
    const button = screen.getByRole('button', { name: 'Öffnen' });
    button.focus();
    fireEvent.click(button);
    return button;
  }

  it('begins with its title and gives the focus back', () => {
    const button = open();
    expect(screen.getByRole('heading', { name: 'Wirklich?' })).toHaveFocus();
    fireEvent(
      screen.getByRole('dialog', { name: 'Wirklich?' }),
      new Event('cancel', { cancelable: true }),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(button).toHaveFocus();
  });

  it('stays while something is sent', () => {
    open(true);
    fireEvent(
      screen.getByRole('dialog'),
      new Event('cancel', { cancelable: true }),
    );
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });
});
