import { useState } from 'react';
import type { FormEvent } from 'react';
import { useHistory } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import type { Found } from '../../../store/resources';
import { useResource } from '../../../store/useResource';
import Protected from '../../access/Protected';
import Field, { TextField } from '../../forms/Field';
import { useCall } from '../../forms/call';
import ErrorSummary from '../../forms/ErrorSummary';
import FormPage from '../../forms/FormPage';
import { useForm } from '../../forms/useForm';
import { CALLS } from '../calls';
import { formAddress, idOfField } from '../addresses';

const messages = defineMessages({
  title: {
    id: 'zr.grants.form.start',
    defaultMessage: 'Begin an application',
  },
  lead: {
    id: 'zr.grants.form.start.lead',
    defaultMessage:
      'The application lies in your municipality’s space. You write it together with your colleagues, step by step; all that you write is kept.',
  },
  name: {
    id: 'zr.grants.form.start.name',
    defaultMessage: 'Title of the measure',
  },
  nameMissing: {
    id: 'zr.grants.form.start.nameMissing',
    defaultMessage: 'Please give the measure a title.',
  },
  call: { id: 'zr.grants.form.start.call', defaultMessage: 'Call' },
  callMissing: {
    id: 'zr.grants.form.start.callMissing',
    defaultMessage: 'Please choose a call.',
  },
  choose: {
    id: 'zr.grants.form.start.choose',
    defaultMessage: 'Please choose',
  },
  none: {
    id: 'zr.grants.form.start.none',
    defaultMessage: 'There is no call for applications at present.',
  },
  begin: { id: 'zr.grants.form.start.begin', defaultMessage: 'Begin' },
});

type Props = { space: string; asked: string };

/** The first thing of an application: its title and its call. Then it is a draft. */
const GrantStart = ({ space, asked }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const history = useHistory();
  const send = useCall();
  const form = useForm(['title', 'year']);
  const { status } = useResource(space);
  const found = useResource<Found>(CALLS).data;
  const calls = found?.items ?? [];
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const first =
    calls.find((one) => one['@id'] === asked) ??
    (calls.length === 1 ? calls[0] : undefined);
  const call = chosen ?? first?.['@id'] ?? '';

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = {
      ...(title.trim() ? {} : { title: t(messages.nameMissing) }),
      ...(call ? {} : { year: t(messages.callMissing) }),
    };
    if (Object.keys(wrong).length > 0) {
      form.show(wrong);
      return;
    }
    form.send(async () => {
      const { year } = await send<{ year: number }>('get', call);
      const made = await send<{ '@id': string }>('post', space, {
        '@type': 'GrantApplication',
        title: title.trim(),
        year,
      });
      const path = flattenToAppURL(made['@id']).replace(/\/$/, '');
      history.replace(formAddress(path));
    });
  };

  // Who does not see the space cannot begin anything in it.
  if (status === 401 || status === 403) return <Protected />;
  return (
    <FormPage title={t(messages.title)} personal>
      <p className="zr-lead">{t(messages.lead)}</p>
      <ErrorSummary
        errors={form.errors}
        failure={form.failure}
        attempt={form.attempt}
        idOf={idOfField}
      />
      {found && calls.length === 0 ? (
        <p className="zr-notice">{t(messages.none)}</p>
      ) : (
        <form className="zr-form" onSubmit={onSubmit} noValidate>
          <TextField
            id={idOfField('title')}
            name="title"
            label={t(messages.name)}
            required
            maxLength={300}
            error={form.errors.title}
            value={title}
            onChange={setTitle}
          />
          <Field
            id={idOfField('year')}
            label={t(messages.call)}
            required
            error={form.errors.year}
          >
            {(input) => (
              <select
                {...input}
                value={call}
                onChange={({ target }) => setChosen(target.value)}
              >
                <option value="">{t(messages.choose)}</option>
                {calls.map((one) => (
                  <option key={one['@id']} value={one['@id']}>
                    {one.title}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <div className="zr-form-actions zr-cluster">
            <button
              type="submit"
              className="zr-button zr-button--primary"
              aria-disabled={form.working}
            >
              {t(messages.begin)}
            </button>
          </div>
        </form>
      )}
    </FormPage>
  );
};

export default GrantStart;
