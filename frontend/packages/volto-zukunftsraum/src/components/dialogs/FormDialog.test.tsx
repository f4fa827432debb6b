import { beforeAll, describe, expect, it, vi } from 'vitest';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { refused, renderWithApi } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import { useCall } from '../forms/call';
import { TextField } from '../forms/Field';
import FormDialog from './FormDialog';

beforeAll(teachDialogs);

const Sample = ({ onDone }: { onDone: () => void }) => {
  const api = useCall();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Öffnen
      </button>
      {open && (
        <FormDialog
          title="Nachricht"
          submitLabel="Senden"
          action={() => api('post', '/@x', { text })}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
          onClose={() => setOpen(false)}
        >
          {(fields) => (
            <TextField
              id="t"
              name="text"
              required
              label="Text"
              help="Kurz"
              value={text}
              onChange={setText}
              error={fields.text}
            />
          )}
        </FormDialog>
      )}
    </>
  );
};

function show(answer: any) {
  const onDone = vi.fn();
  const rendered = renderWithApi('/', <Sample onDone={onDone} />, {
    'POST /@x': answer,
  });
  screen.getByRole('button', { name: 'Öffnen' }).focus();
  fireEvent.click(screen.getByRole('button', { name: 'Öffnen' }));
  fireEvent.change(screen.getByLabelText('Text'), {
    target: { value: 'Hallo' },
  });
  return { ...rendered, onDone };
}

const send = () => screen.getByRole('button', { name: /Senden|Moment/ });

describe('FormDialog', () => {
  it('sends once, says that it works, and is done', async () => {
    let answer: (value: unknown) => void = () => {};
    const { calls, onDone } = show(
      () => new Promise((resolve) => (answer = resolve)),
    );
    fireEvent.click(send());
    expect(send()).toHaveAttribute('aria-disabled', 'true');
    fireEvent.click(send());
    await act(async () => answer({}));
    expect(calls).toEqual([['POST', '/@x', { text: 'Hallo' }]]);
    expect(onDone).toHaveBeenCalledOnce();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says what is wrong with which field and keeps what was typed', async () => {
    const { onDone } = show(
      refused(400, {
        message: 'Ungültig',
        errors: [{ field: 'text', message: 'Zu kurz.' }],
      }),
    );
    fireEvent.click(send());
    const field = screen.getByLabelText('Text');
    await waitFor(() => expect(field).toHaveFocus());
    expect(screen.getByRole('alert')).toBeEmptyDOMElement();
    expect(field).toHaveValue('Hallo');
    expect(field).toHaveAccessibleDescription('Zu kurz. Kurz');
    expect(field).toHaveAttribute('aria-invalid', 'true');
    expect(onDone).not.toHaveBeenCalled();
  });

  it.each([
    [401, {}, /Sitzung/],
    [409, { message: 'Schon entschieden.' }, /Schon entschieden\./],
    [500, { message: 'KeyError' }, /nicht geklappt/],
  ])('explains %s and can be tried again', async (status, body, text) => {
    show(refused(status, body));
    fireEvent.click(send());
    await waitFor(() =>
      expect(screen.getByRole('alert')).toHaveTextContent(text),
    );
    expect(send()).toHaveAttribute('aria-disabled', 'false');
    expect(screen.getByLabelText('Text')).toHaveValue('Hallo');
  });
});
