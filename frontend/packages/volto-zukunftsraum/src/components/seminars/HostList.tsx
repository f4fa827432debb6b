import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import zoomSVG from '@plone/volto/icons/zoom.svg';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { useFailureText } from '../forms/useFormErrors';
import DataTable from '../listing/DataTable';
import type { Column } from '../listing/DataTable';
import PageLinks from '../listing/PageLinks';
import { pageCount } from '../listing/query';
import { useUrlParameters } from '../listing/urlParameters';
import { usePageFocus } from '../listing/usePageFocus';
import { GiveSeatDialog, RemoveDialog } from './HostDialogs';
import { oneRegistrationPath } from './hosts';
import type { Registration, RegistrationList } from './hosts';
import { clock, longDate } from '../../helpers/dates';

const messages = defineMessages({
  filter: {
    id: 'zr.seminars.host.filter',
    defaultMessage: 'Search the registrations',
  },
  word: {
    id: 'zr.seminars.host.word',
    defaultMessage: 'Name, mail address, municipality or organisation',
  },
  search: { id: 'zr.seminars.host.search', defaultMessage: 'Search' },
  reset: { id: 'zr.seminars.host.reset', defaultMessage: 'Show all' },
  count: {
    id: 'zr.seminars.host.count',
    defaultMessage: '{total, plural, one {One person} other {# people}}',
  },
  none: {
    id: 'zr.seminars.host.none',
    defaultMessage: 'Nobody is registered yet.',
  },
  noneWaiting: {
    id: 'zr.seminars.host.none.waiting',
    defaultMessage: 'Nobody waits.',
  },
  noneFound: {
    id: 'zr.seminars.host.none.found',
    defaultMessage: 'Nobody in this list fits your search.',
  },
  captionConfirmed: {
    id: 'zr.seminars.host.caption',
    defaultMessage: 'Participants',
  },
  captionWaiting: {
    id: 'zr.seminars.host.caption.waiting',
    defaultMessage: 'Waiting list',
  },
  position: { id: 'zr.seminars.host.position', defaultMessage: 'Position' },
  name: { id: 'zr.seminars.host.name', defaultMessage: 'Name' },
  guest: { id: 'zr.seminars.host.guest', defaultMessage: 'Guest' },
  municipality: {
    id: 'zr.seminars.host.municipality',
    defaultMessage: 'Municipality',
  },
  registered: {
    id: 'zr.seminars.host.registered',
    defaultMessage: 'Registered',
  },
  said: { id: 'zr.seminars.host.said', defaultMessage: 'Needs and answers' },
  needs: { id: 'zr.seminars.host.needs', defaultMessage: 'Needs' },
  present: { id: 'zr.seminars.host.present', defaultMessage: 'There?' },
  yes: { id: 'zr.seminars.host.present.yes', defaultMessage: 'Was there' },
  no: { id: 'zr.seminars.host.present.no', defaultMessage: 'Was absent' },
  of: { id: 'zr.seminars.host.of', defaultMessage: '{step}: {name}' },
  actions: { id: 'zr.seminars.host.actions', defaultMessage: 'Actions' },
  give: { id: 'zr.seminars.host.give', defaultMessage: 'Give a seat' },
  remove: {
    id: 'zr.seminars.host.remove',
    defaultMessage: 'Cancel registration',
  },
  gave: {
    id: 'zr.seminars.host.said.gave',
    defaultMessage: '{name} has a seat now and gets a mail.',
  },
  removed: {
    id: 'zr.seminars.host.said.removed',
    defaultMessage: 'The registration of {name} is cancelled.',
  },
});

type Props = {
  /** Path of the seminar. */
  path: string;
  list: RegistrationList;
  busy: boolean;
  isWaiting: boolean;
  /** Something was done that is to be said. */
  onChanged: (words: string) => void;
  onReload: () => Promise<unknown>;
};

/** The list of those who take part or wait, with what hosts do. */
const HostList = ({
  path,
  list: { items, items_total: total },
  busy,
  isWaiting,
  onChanged,
  onReload,
}: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const { pathname } = useLocation();
  const url = useUrlParameters();
  const call = useCall();
  const failureText = useFailureText();
  const asked = url.get('q');
  const sorted = url.get('sort');
  const [word, setWord] = useState(asked);
  const [problem, setProblem] = useState('');
  const [dialog, setDialog] = useState<{
    step: 'give' | 'remove';
    registration: Registration;
  } | null>(null);
  useEffect(() => setWord(asked), [asked]);

  const heading = usePageFocus(url.page);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    url.go({ q: word });
  };

  const mark = async ({ id, attended }: Registration, value: boolean) => {
    setProblem('');
    try {
      await call('patch', oneRegistrationPath(path, id), {
        attended: attended === value ? null : value,
      });
      await onReload();
    } catch (failure) {
      setProblem(failureText(failure as Failure));
    }
  };

  const sort = (key: string) => ({
    order:
      sorted === key
        ? ('ascending' as const)
        : sorted === `-${key}`
          ? ('descending' as const)
          : undefined,
    to: url.to({ sort: sorted === key ? `-${key}` : key }),
  });

  const columns: Column<Registration>[] = [
    {
      key: 'name',
      title: t(messages.name),
      isHeading: true,
      sort: sort('name'),
      cell: ({ fullname, email, guest, organisation }) => (
        <>
          <span className="zr-person-name">{fullname}</span>
          {guest && (
            <>
              {' '}
              <span className="zr-badge">{t(messages.guest)}</span>
            </>
          )}
          <p className="zr-muted zr-address">
            <a href={`mailto:${email}`}>{email}</a>
          </p>
          {organisation && <p className="zr-muted">{organisation}</p>}
        </>
      ),
    },
    {
      key: 'municipality',
      title: t(messages.municipality),
      sort: sort('municipality'),
      cell: ({ municipality }) => municipality?.name,
    },
    {
      key: 'registered',
      title: t(messages.registered),
      className: 'date',
      sort: sort('registered'),
      cell: ({ registered }) =>
        `${longDate(registered, intl.locale)}, ${clock(registered, intl.locale)}`,
    },
    {
      key: 'said',
      title: t(messages.said),
      className: 'message',
      cell: ({ accessibility_needs: needs, answers }) =>
        (needs || answers.length > 0) && (
          <dl className="zr-host-answers">
            {needs && (
              <div>
                <dt>{t(messages.needs)}</dt>
                <dd>{needs}</dd>
              </div>
            )}
            {answers.map(({ question, answer }) => (
              <div key={question}>
                <dt>{question}</dt>
                <dd>{answer}</dd>
              </div>
            ))}
          </dl>
        ),
    },
    {
      key: 'present',
      title: t(messages.present),
      cell: (registration) => (
        <div className="zr-host-present">
          {([true, false] as const).map((value) => {
            const step = t(value ? messages.yes : messages.no);
            return (
              <button
                key={step}
                type="button"
                className="zr-button zr-button--toggle"
                aria-pressed={registration.attended === value}
                aria-label={t(messages.of, {
                  step,
                  name: registration.fullname,
                })}
                onClick={() => mark(registration, value)}
              >
                {step}
              </button>
            );
          })}
        </div>
      ),
    },
    {
      key: 'actions',
      title: t(messages.actions),
      withoutLabel: true,
      className: 'actions',
      cell: (registration) => (
        <div className="zr-row-actions">
          {(isWaiting
            ? (['give', 'remove'] as const)
            : (['remove'] as const)
          ).map((step) => (
            <button
              key={step}
              type="button"
              className={`zr-button zr-button--${step === 'give' ? 'secondary' : 'quiet'}`}
              aria-haspopup="dialog"
              aria-label={t(messages.of, {
                step: t(messages[step]),
                name: registration.fullname,
              })}
              onClick={() => setDialog({ step, registration })}
            >
              {t(messages[step])}
            </button>
          ))}
        </div>
      ),
    },
  ];
  if (isWaiting) {
    columns.splice(4, 1);
    columns.unshift({
      key: 'position',
      title: t(messages.position),
      className: 'number',
      cell: ({ position }) => position,
    });
  }

  const OneDialog = dialog?.step === 'give' ? GiveSeatDialog : RemoveDialog;
  return (
    <>
      <form
        className="zr-filter zr-filter--row"
        role="search"
        action={pathname}
        aria-label={t(messages.filter)}
        onSubmit={onSubmit}
      >
        <div className="zr-filter-field">
          <label htmlFor="zr-host-word">{t(messages.word)}</label>
          <input
            id="zr-host-word"
            type="search"
            name="q"
            value={word}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setWord(event.target.value)}
          />
        </div>
        {isWaiting && <input type="hidden" name="status" value="waiting" />}
        <button type="submit" className="zr-button zr-button--secondary">
          <Icon name={zoomSVG} size="24px" />
          {t(messages.search)}
        </button>
        {asked && (
          <Link className="zr-button zr-button--quiet" to={url.to({ q: '' })}>
            {t(messages.reset)}
          </Link>
        )}
      </form>
      <div role="alert">{problem && <p className="zr-error">{problem}</p>}</div>
      <p role="status" className="zr-count" ref={heading} tabIndex={-1}>
        {t(messages.count, { total })}
      </p>
      {items.length > 0 ? (
        <DataTable
          className="zr-host-table"
          caption={t(
            isWaiting ? messages.captionWaiting : messages.captionConfirmed,
          )}
          columns={columns}
          items={items}
          id={({ id }) => id}
          busy={busy}
        />
      ) : (
        <p className="zr-empty">
          {t(
            asked
              ? messages.noneFound
              : isWaiting
                ? messages.noneWaiting
                : messages.none,
          )}
        </p>
      )}
      <PageLinks page={url.page} count={pageCount(total)} to={url.pageTo} />
      {dialog && (
        <OneDialog
          path={path}
          registration={dialog.registration}
          onClose={() => setDialog(null)}
          onDone={() => {
            setDialog(null);
            onChanged(
              t(dialog.step === 'give' ? messages.gave : messages.removed, {
                name: dialog.registration.fullname,
              }),
            );
          }}
        />
      )}
    </>
  );
};

export default HostList;
