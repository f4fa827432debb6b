import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import clockSVG from '@plone/volto/icons/clock.svg';
import { daysAgo, longDate } from '../../helpers/dates';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { TextField } from '../forms/Field';
import DataTable from '../listing/DataTable';
import type { Column } from '../listing/DataTable';
import Loaded from '../listing/Loaded';
import type { Listed } from '../listing/urlParameters';
import { memberListPath } from '../spaces/queries';
import { requestsPath } from './queries';

const messages = defineMessages({
  title: {
    id: 'zr.rooms.requests.title',
    defaultMessage: 'Who asks to join',
  },
  none: {
    id: 'zr.rooms.requests.none',
    defaultMessage: 'Nobody is waiting. Hosts get a mail when somebody asks.',
  },
  person: { id: 'zr.rooms.requests.person', defaultMessage: 'Person' },
  message: { id: 'zr.rooms.requests.message', defaultMessage: 'Message' },
  due: { id: 'zr.rooms.requests.due', defaultMessage: 'To be decided' },
  since: {
    id: 'zr.rooms.requests.since',
    defaultMessage:
      '{days, plural, =0 {Since today} =1 {Since yesterday} other {For # days}}',
  },
  asked: {
    id: 'zr.rooms.requests.asked',
    defaultMessage: 'asked on {date}',
  },
  actions: { id: 'zr.rooms.requests.actions', defaultMessage: 'Actions' },
  admit: { id: 'zr.rooms.requests.admit', defaultMessage: 'Admit' },
  admitName: {
    id: 'zr.rooms.requests.admit.name',
    defaultMessage: 'Admit {name}',
  },
  admitTitle: {
    id: 'zr.rooms.requests.admit.title',
    defaultMessage: 'Admit {name}?',
  },
  admitText: {
    id: 'zr.rooms.requests.admit.text',
    defaultMessage:
      '{name} sees everything in the room “{room}” from then on and can write there. {name} is told by mail.',
  },
  reject: { id: 'zr.rooms.requests.reject', defaultMessage: 'Reject' },
  rejectName: {
    id: 'zr.rooms.requests.reject.name',
    defaultMessage: 'Reject {name}',
  },
  rejectTitle: {
    id: 'zr.rooms.requests.reject.title',
    defaultMessage: 'Reject the request of {name}?',
  },
  rejectText: {
    id: 'zr.rooms.requests.reject.text',
    defaultMessage:
      '{name} reads your reason, word for word, and may ask again.',
  },
  reason: { id: 'zr.rooms.requests.reason', defaultMessage: 'Reason' },
  reasonMissing: {
    id: 'zr.rooms.requests.reason.missing',
    defaultMessage: 'Please give a reason; the person reads it.',
  },
  gone: {
    id: 'zr.rooms.requests.gone',
    defaultMessage:
      'This request has been decided or withdrawn already. Nothing was changed by you; the list is loaded anew.',
  },
  admitted: {
    id: 'zr.rooms.requests.admitted',
    defaultMessage: '{name} is in the room now and gets a mail.',
  },
  rejected: {
    id: 'zr.rooms.requests.rejected',
    defaultMessage: 'The request of {name} has been rejected.',
  },
});

type Request = {
  id: string;
  fullname: string;
  message?: string;
  requested: string;
};

type Props = {
  /** Path of the room. */
  path: string;
  /** Its title. */
  title: string;
};

/** For the hosts of a room: who asks to join, and the decision on it. */
const RoomRequests = ({ path, title }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const reload = useReload();
  const list = requestsPath(path);
  const requests = useResource<Listed<Request>>(list);
  const { text, announce } = useAnnouncement();
  const [asked, setAsked] = useState<{
    request: Request;
    decision: 'admit' | 'reject';
  } | null>(null);
  const [reason, setReason] = useState('');

  const ask = (request: Request, decision: 'admit' | 'reject') => {
    setReason('');
    setAsked({ request, decision });
  };

  const refresh = () => reload(list, memberListPath(`${path}/@members`, ''));

  const send = async () => {
    if (!asked) return;
    const { request, decision } = asked;
    if (decision === 'reject' && !reason.trim()) {
      const missing: Failure = {
        status: 400,
        message: t(messages.reasonMissing),
        errors: [{ field: 'reason', message: t(messages.reasonMissing) }],
      };
      throw missing;
    }
    try {
      await call(
        'post',
        `${path}/@requests/${encodeURIComponent(request.id)}`,
        decision === 'admit'
          ? { decision }
          : { decision, reason: reason.trim() },
      );
    } catch (failure) {
      const { status } = failure as Failure;
      if (status === 409 || status === 404) refresh();
      throw failure;
    }
  };

  const columns: Column<Request>[] = [
    {
      key: 'person',
      title: t(messages.person),
      isHeading: true,
      cell: ({ fullname }) => (
        <span className="zr-person-name">{fullname}</span>
      ),
    },
    {
      key: 'message',
      title: t(messages.message),
      className: 'message',
      cell: ({ message }) => message && <p>{message}</p>,
    },
    {
      key: 'due',
      title: t(messages.due),
      cell: ({ requested }) => (
        <>
          <span className="zr-badge">
            <Icon name={clockSVG} size="18px" />
            {t(messages.since, { days: daysAgo(requested) })}
          </span>
          <p className="zr-muted">
            {t(messages.asked, { date: longDate(requested, intl.locale) })}
          </p>
        </>
      ),
    },
    {
      key: 'actions',
      title: t(messages.actions),
      withoutLabel: true,
      className: 'actions',
      cell: (request) => (
        <div className="zr-row-actions">
          <button
            type="button"
            className="zr-button zr-button--primary"
            aria-haspopup="dialog"
            aria-label={t(messages.admitName, { name: request.fullname })}
            onClick={() => ask(request, 'admit')}
          >
            {t(messages.admit)}
          </button>
          <button
            type="button"
            className="zr-button zr-button--secondary"
            aria-haspopup="dialog"
            aria-label={t(messages.rejectName, { name: request.fullname })}
            onClick={() => ask(request, 'reject')}
          >
            {t(messages.reject)}
          </button>
        </div>
      ),
    },
  ];

  const name = asked?.request.fullname ?? '';
  const isReject = asked?.decision === 'reject';

  return (
    <section aria-labelledby="zr-requests" className="zr-part" id="anfragen">
      <h2 id="zr-requests">{t(messages.title)}</h2>
      <Announcement text={text} />
      <Loaded resource={requests} onRetry={() => reload(list)}>
        {({ items }, busy) =>
          items.length > 0 ? (
            <DataTable
              caption={t(messages.title)}
              columns={columns}
              items={items}
              id={({ id }) => id}
              busy={busy}
            />
          ) : (
            <p className="zr-muted">{t(messages.none)}</p>
          )
        }
      </Loaded>
      {asked && (
        <FormDialog
          title={t(isReject ? messages.rejectTitle : messages.admitTitle, {
            name,
          })}
          submitLabel={t(isReject ? messages.reject : messages.admit)}
          danger={isReject}
          action={send}
          explain={({ status }) =>
            status === 409 || status === 404 ? t(messages.gone) : undefined
          }
          onDone={() => {
            announce(
              t(isReject ? messages.rejected : messages.admitted, { name }),
            );
            setAsked(null);
            refresh();
          }}
          onClose={() => setAsked(null)}
        >
          {(errors) => (
            <>
              <p>
                {t(isReject ? messages.rejectText : messages.admitText, {
                  name,
                  room: title,
                })}
              </p>
              {isReject && (
                <TextField
                  id="zr-room-reason"
                  name="reason"
                  required
                  rows={4}
                  maxLength={1000}
                  label={t(messages.reason)}
                  error={errors.reason}
                  value={reason}
                  onChange={setReason}
                />
              )}
            </>
          )}
        </FormDialog>
      )}
    </section>
  );
};

export default RoomRequests;
