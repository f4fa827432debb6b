import { useEffect, useId, useRef } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import ErrorSummary from '../forms/ErrorSummary';
import { focusSoon } from '../forms/focusSoon';
import RichText from '../page/RichText';
import FormInput from './FormInput';
import ThanksPage from './ThanksPage';
import { classicFormUrl } from './addresses';
import type { FormDescription } from './types';
import { useFilling } from './useFilling';
import { useSending } from './useSending';

const messages = defineMessages({
  working: { id: 'zr.easyform.working', defaultMessage: 'Sending …' },
  trap: {
    id: 'zr.signup.trap',
    defaultMessage: 'Please leave this field empty',
  },
  noScript: {
    id: 'zr.easyform.noScript',
    defaultMessage:
      'Without JavaScript this form cannot be sent. {link} works without it.',
  },
  noScriptLink: {
    id: 'zr.easyform.noScript.link',
    defaultMessage: 'The other view of the form',
  },
  retention: {
    id: 'zr.easyform.retention',
    defaultMessage:
      '{days, plural, one {What you send is deleted after one day.} other {What you send is deleted after # days.}} {privacy}',
  },
  privacy: {
    id: 'zr.easyform.retention.privacy',
    defaultMessage: 'How we treat your data',
  },
  noFields: {
    id: 'zr.easyform.noFields',
    defaultMessage: 'This form has no fields yet.',
  },
});

type Props = {
  /** Path of the form. */
  path: string;
  form: FormDescription;
  /** The thanks are the title of the page, too. */
  isPage?: boolean;
  /** Ask for it anew, for another token. */
  onReload: () => Promise<unknown>;
};

/** A title before what is said of it; many are questions or sentences. */
const headed = (title: string) =>
  /[?!.:…]$/.test(title.trim()) ? title : `${title}:`;

/** A form that somebody fills in and sends; then, in its place, the thanks. */
const EasyForm = ({ path, form, isPage = false, onReload }: Props) => {
  const t = useIntl().formatMessage;
  const uid = useId();
  const filling = useFilling(form);
  const sending = useSending(path, form, filling, onReload);
  const { errors, thanks, working } = sending;
  const idOf = (name: string) => `${uid}${name.replace(/\W/g, '-')}`;

  // The button that was clicked for another one is gone: reading goes on at the first field.
  const wasSent = useRef(false);
  const isSent = Boolean(thanks);
  useEffect(() => {
    const isAnew = wasSent.current && !isSent;
    wasSent.current = isSent;
    if (!isAnew) return undefined;
    const [first] = filling.fields.flatMap(
      ({ name }) => document.getElementById(idOf(name)) ?? [],
    );
    return focusSoon(first ?? null);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isSent]);

  if (thanks) {
    return (
      <>
        {isPage && <Helmet title={thanks.title} />}
        <ThanksPage thanks={thanks} onAgain={sending.again} />
      </>
    );
  }
  if (filling.fieldsets.length === 0) {
    return <p className="zr-empty">{t(messages.noFields)}</p>;
  }

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    // The form may stand on a page that is a form itself, such as the editor.
    event.stopPropagation();
    sending.send();
  };
  // With the name of its field, in the order of the form.
  const named = Object.fromEntries(
    filling.fields
      .filter(({ name }) => errors[name])
      .map(({ name, title }) => [name, `${headed(title)} ${errors[name]}`]),
  );

  return (
    <form
      className="zr-form zr-easyform"
      method="post"
      noValidate
      onSubmit={onSubmit}
    >
      <noscript>
        <p className="zr-notice">
          {t(messages.noScript, {
            link: (
              <a key="link" href={classicFormUrl(path)}>
                {t(messages.noScriptLink)}
              </a>
            ),
          })}
        </p>
      </noscript>
      <RichText value={{ data: form.prologue ?? '' }} />
      <ErrorSummary
        errors={named}
        failure={sending.failure}
        attempt={sending.attempt}
        idOf={idOf}
      />
      {filling.fieldsets.map(({ id, title, description, fields }) => {
        const inputs = fields.map((field) => (
          <FormInput
            key={field.name}
            id={idOf(field.name)}
            path={path}
            field={field}
            value={filling.values[field.name]}
            error={errors[field.name]}
            onChange={(value) => {
              filling.set(field.name, value);
              // It was said of another file.
              if (value === null || value instanceof File) {
                sending.forgetError(field.name);
              }
            }}
          />
        ));
        // A single part needs no title of its own beside that of the form.
        return filling.fieldsets.length === 1 || !title ? (
          <div key={id}>{inputs}</div>
        ) : (
          <fieldset
            key={id}
            className="zr-fieldset"
            aria-describedby={description ? idOf(`fieldset-${id}`) : undefined}
          >
            <legend>{title}</legend>
            {description && (
              <p id={idOf(`fieldset-${id}`)} className="zr-help">
                {description}
              </p>
            )}
            {inputs}
          </fieldset>
        );
      })}
      {form.guard && (
        <div className="zr-trap" aria-hidden="true">
          <label htmlFor={`${uid}trap`}>{t(messages.trap)}</label>
          <input
            id={`${uid}trap`}
            name={form.guard.honeypot}
            type="text"
            tabIndex={-1}
            autoComplete="off"
            value={filling.trap}
            onChange={(event) => filling.setTrap(event.target.value)}
          />
        </div>
      )}
      {typeof form.retention_days === 'number' && (
        <p className="zr-muted zr-retention">
          {t(messages.retention, {
            days: form.retention_days,
            privacy: (
              <Link key="privacy" to="/datenschutz">
                {t(messages.privacy)}
              </Link>
            ),
          })}
        </p>
      )}
      <div className="zr-form-actions">
        <button
          type="submit"
          className="zr-button zr-button--primary"
          aria-disabled={working}
        >
          {working ? t(messages.working) : form.submit_label}
        </button>
        {form.reset_label && (
          <button
            type="button"
            className="zr-button zr-button--quiet"
            aria-disabled={working}
            onClick={() => {
              if (working) return;
              filling.clear();
              sending.clearErrors();
            }}
          >
            {form.reset_label}
          </button>
        )}
      </div>
      <RichText value={{ data: form.epilogue ?? '' }} />
    </form>
  );
};

export default EasyForm;
