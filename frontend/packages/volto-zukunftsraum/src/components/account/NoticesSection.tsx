import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { CheckField } from '../forms/Choices';
import ErrorSummary from '../forms/ErrorSummary';
import { useCall } from '../forms/call';
import { useForm } from '../forms/useForm';
import FormActions from './FormActions';
import { ME } from '../members/useMe';
import type { Me } from '../members/types';

const messages = defineMessages({
  title: { id: 'zr.account.notices', defaultMessage: 'Notices by mail' },
  text: {
    id: 'zr.account.notices.text',
    defaultMessage:
      'All notices stand on the page {notices}. Choose of what you also want to get a mail.',
  },
  page: { id: 'zr.account.notices.page', defaultMessage: 'Notices' },
  legend: {
    id: 'zr.account.notices.legend',
    defaultMessage: 'Send me a mail about',
  },
  required: {
    id: 'zr.account.notices.required',
    defaultMessage:
      'These mails always come, since your account or your admission depends on them:',
  },
  saved: {
    id: 'zr.account.notices.saved',
    defaultMessage: 'Your choice is saved.',
  },
});

type Props = { me: Me; onChanged: (me: Me) => void };

/** Of which notices a person gets a mail. */
const NoticesSection = ({ me, onChanged }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const form = useForm();
  const [done, setDone] = useState('');
  const optional = me.notices.filter(({ required }) => !required);
  const required = me.notices.filter((kind) => kind.required);
  const [values, setValues] = useState<Record<string, boolean>>(() =>
    Object.fromEntries(optional.map(({ kind, mail }) => [kind, mail])),
  );

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setDone('');
    form.send(async () => {
      onChanged(await call<Me>('patch', ME, { notices: values }));
      setDone(t(messages.saved));
    });
  };

  return (
    <section
      id="benachrichtigungen"
      className="zr-account-section"
      aria-labelledby="zr-account-notices"
    >
      <h2 id="zr-account-notices">{t(messages.title)}</h2>
      <p>
        {t(messages.text, {
          notices: (
            <Link key="notices" to="/mitteilungen">
              {t(messages.page)}
            </Link>
          ),
        })}
      </p>
      <form className="zr-form" method="post" noValidate onSubmit={onSubmit}>
        <ErrorSummary {...form} idOf={() => ''} />
        {optional.length > 0 && (
          <fieldset className="zr-choices">
            <legend>{t(messages.legend)}</legend>
            {optional.map(({ kind, title }) => (
              <CheckField
                key={kind}
                id={`zr-notice-${kind}`}
                name={kind}
                label={title}
                checked={values[kind] ?? false}
                onChange={(on) => {
                  setDone('');
                  setValues((now) => ({ ...now, [kind]: on }));
                }}
              />
            ))}
          </fieldset>
        )}
        {required.length > 0 && (
          <div className="zr-required-mails">
            <p>{t(messages.required)}</p>
            <ul>
              {required.map(({ kind, title }) => (
                <li key={kind}>{title}</li>
              ))}
            </ul>
          </div>
        )}
        <FormActions working={form.working} done={done} />
      </form>
    </section>
  );
};

export default NoticesSection;
