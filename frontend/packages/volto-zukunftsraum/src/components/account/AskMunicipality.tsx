import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import ErrorSummary from '../forms/ErrorSummary';
import Field, { TextField } from '../forms/Field';
import { useCall } from '../forms/call';
import { useForm } from '../forms/useForm';
import ChosenMunicipality from '../municipality/ChosenMunicipality';
import MunicipalityCombobox from '../municipality/MunicipalityCombobox';

const messages = defineMessages({
  title: {
    id: 'zr.account.ask.title',
    defaultMessage: 'Ask for a further municipality',
  },
  text: {
    id: 'zr.account.ask.text',
    defaultMessage:
      'For example the association of municipalities or the district to which your municipality belongs. Its coordinators or the programme office decide.',
  },
  municipality: {
    id: 'zr.account.ask.municipality',
    defaultMessage: 'Municipality',
  },
  missing: {
    id: 'zr.account.ask.missing',
    defaultMessage: 'Please choose a municipality from the list.',
  },
  function: {
    id: 'zr.account.ask.function',
    defaultMessage: 'Your function or task there',
  },
  message: {
    id: 'zr.account.ask.message',
    defaultMessage: 'Message to those who decide',
  },
  submit: { id: 'zr.account.ask.submit', defaultMessage: 'Send the request' },
  working: { id: 'zr.account.ask.working', defaultMessage: 'Sending …' },
  cancel: { id: 'zr.account.ask.cancel', defaultMessage: 'Cancel' },
});

const idOf = (field: string) => `zr-ask-${field}`;

type Props = {
  /** It is sent; some are admitted at once, by the domain of their address. */
  onAsked: (name: string, isAdmitted: boolean) => void;
  onCancel: () => void;
};

/** The form to ask for one more municipality. */
const AskMunicipality = ({ onAsked, onCancel }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const form = useForm(['municipality', 'function', 'message']);
  const heading = useRef<HTMLHeadingElement>(null);
  const [municipality, setMunicipality] = useState<{
    ars: string;
    name: string;
  } | null>(null);
  const [task, setTask] = useState('');
  const [message, setMessage] = useState('');

  useEffect(() => heading.current?.focus(), []);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!municipality) {
      form.show({ municipality: t(messages.missing) });
      return;
    }
    form.send(async () => {
      const { status } = await call<{ status: 'pending' | 'admitted' }>(
        'post',
        '/@admissions',
        { municipality: municipality.ars, function: task, message },
      );
      onAsked(municipality.name, status === 'admitted');
    });
  };

  return (
    <form
      className="zr-form zr-card"
      method="post"
      noValidate
      onSubmit={onSubmit}
    >
      <h3 ref={heading} tabIndex={-1}>
        {t(messages.title)}
      </h3>
      <p>{t(messages.text)}</p>
      <ErrorSummary {...form} idOf={idOf} />
      <Field
        id={idOf('municipality')}
        label={t(messages.municipality)}
        error={form.errors.municipality}
        required
      >
        {(input) => (
          <>
            <MunicipalityCombobox
              id={input.id}
              chosen={municipality?.name}
              onChoose={({ ars, name }) => setMunicipality({ ars, name })}
              required
              invalid={Boolean(form.errors.municipality)}
              describedBy={input['aria-describedby']}
            />
            {municipality && <ChosenMunicipality ars={municipality.ars} />}
          </>
        )}
      </Field>
      <TextField
        id={idOf('function')}
        name="function"
        label={t(messages.function)}
        value={task}
        error={form.errors.function}
        onChange={setTask}
      />
      <TextField
        id={idOf('message')}
        name="message"
        label={t(messages.message)}
        rows={3}
        value={message}
        error={form.errors.message}
        onChange={setMessage}
      />
      <div className="zr-form-actions">
        <button
          type="submit"
          className="zr-button zr-button--primary"
          aria-disabled={form.working}
        >
          {t(form.working ? messages.working : messages.submit)}
        </button>
        <button
          type="button"
          className="zr-button zr-button--quiet"
          onClick={onCancel}
        >
          {t(messages.cancel)}
        </button>
      </div>
    </form>
  );
};

export default AskMunicipality;
