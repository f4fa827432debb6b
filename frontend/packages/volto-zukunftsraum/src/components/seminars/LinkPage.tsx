import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Link, useLocation, useParams } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import ErrorSummary from '../forms/ErrorSummary';
import FormPage from '../forms/FormPage';
import Outcome from '../forms/Outcome';
import type { Failure } from '../forms/call';
import { useForm } from '../forms/useForm';
import { searchPath } from '../../store/resources';
import type { Found } from '../../store/resources';
import { useResource } from '../../store/useResource';
import { seminarOfLink } from './registration';
import { useWhen } from './useWhen';

const messages = defineMessages({
  working: { id: 'zr.seminars.link.working', defaultMessage: 'One moment …' },
  gone: {
    id: 'zr.seminars.link.gone',
    defaultMessage: 'This link is not valid any more',
  },
  refused: {
    id: 'zr.seminars.link.refused',
    defaultMessage: 'That is not possible any more',
  },
  seminar: { id: 'zr.seminars.link.seminar', defaultMessage: 'To the event' },
  all: { id: 'zr.seminars.link.all', defaultMessage: 'To all events' },
});

/** Looks for it where it lies: the search takes no path of the website. */
function searchOfSeminar(path: string) {
  const end = path.lastIndexOf('/');
  const query = searchPath({
    id: path.slice(end + 1),
    'path.depth': 1,
    metadata_fields: ['start', 'end'],
  });
  return path.slice(0, end) + query;
}

type Done = { title: string; text: string };

type Props = {
  title: string;
  lead: string;
  submitLabel: string;
  danger?: boolean;
  goneText: string;
  /** Does it, for the seminar and with the token of the address; throws a `Failure`. */
  action: (path: string, token: string) => Promise<Done>;
};

/**
 * Reached by a link in a mail about one registration. Opening it changes nothing,
 * since programs look into mails, too; the button does.
 */
const LinkPage = ({
  title,
  lead,
  submitLabel,
  danger,
  goneText,
  action,
}: Props) => {
  const t = useIntl().formatMessage;
  const { token } = useParams<{ token: string }>();
  const { search } = useLocation();
  const path = seminarOfLink(search);
  const { when } = useWhen();
  // Who may not see it without a login is told no title; a search refuses nobody.
  const seminar = useResource<Found>(path ? searchOfSeminar(path) : null).data
    ?.items[0];
  const form = useForm();
  const [done, setDone] = useState<Done | null>(null);
  const [refused, setRefused] = useState<Failure | null>(null);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    form.send(
      async () => setDone(await action(path, encodeURIComponent(token))),
      (failure) => {
        // A seminar that is not there any more has no registrations either.
        if (![404, 409, 410].includes(failure.status)) return false;
        setRefused(failure);
        return true;
      },
    );
  };

  const onward = (
    <p>
      <Link to={path || '/veranstaltungen'}>
        {t(path ? messages.seminar : messages.all)}
      </Link>
    </p>
  );
  let content: ReactNode;
  if (done) {
    content = (
      <Outcome good title={done.title}>
        <p>{done.text}</p>
        {onward}
      </Outcome>
    );
  } else if (!path || refused) {
    const isRefused = refused?.status === 409;
    content = (
      <Outcome title={t(isRefused ? messages.refused : messages.gone)}>
        <p>{isRefused ? refused.message : goneText}</p>
        {onward}
      </Outcome>
    );
  } else {
    content = (
      <form className="zr-form" method="post" noValidate onSubmit={onSubmit}>
        <ErrorSummary
          errors={form.errors}
          failure={form.failure}
          attempt={form.attempt}
          idOf={() => ''}
        />
        {seminar && (
          <p className="zr-lead">
            <strong>{seminar.title}</strong>
            <br />
            {when(seminar)}
          </p>
        )}
        <p className={seminar ? undefined : 'zr-lead'}>{lead}</p>
        <div className="zr-form-actions">
          <button
            type="submit"
            className={`zr-button zr-button--${danger ? 'danger' : 'primary'}`}
            aria-disabled={form.working}
          >
            {form.working ? t(messages.working) : submitLabel}
          </button>
          <Link className="zr-button zr-button--quiet" to={path}>
            {t(messages.seminar)}
          </Link>
        </div>
      </form>
    );
  }

  return (
    <FormPage title={title} secret>
      {content}
    </FormPage>
  );
};

export default LinkPage;
