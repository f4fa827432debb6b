import { useState } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';
import clockSVG from '@plone/volto/icons/clock.svg';
import clearSVG from '@plone/volto/icons/circle-dismiss.svg';
import undoSVG from '@plone/volto/icons/undo.svg';
import userSVG from '@plone/volto/icons/user.svg';
import { daysAgo, longDate } from '../../helpers/dates';
import Protected from '../access/Protected';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import DataTable from '../listing/DataTable';
import type { Column } from '../listing/DataTable';
import Loaded from '../listing/Loaded';
import PageLinks from '../listing/PageLinks';
import { pageCount } from '../listing/query';
import type { Listed } from '../listing/urlParameters';
import { useOwnList } from '../listing/useOwnList';
import { usePageFocus } from '../listing/usePageFocus';
import { useTerm } from '../vocabulary/useTerm';
import { AdmitDialog, RejectDialog } from './AdmissionDialogs';
import { admissionsPath } from './load';
import MunicipalityFilter from './MunicipalityFilter';
import type { Admission } from './types';
import { ME, useMe } from './useMe';

const messages = defineMessages({
  title: { id: 'zr.members.admissions.title', defaultMessage: 'Admissions' },
  leadOffice: {
    id: 'zr.members.admissions.lead.office',
    defaultMessage:
      'People who ask to take part. Coordinators decide for their municipality; where there is none, and for science and consulting, the programme office decides.',
  },
  lead: {
    id: 'zr.members.admissions.lead',
    defaultMessage:
      'People who ask to join your municipality. Please admit only those whom you know or whose task you have checked: they see everything in your space.',
  },
  views: {
    id: 'zr.members.admissions.views',
    defaultMessage: 'Which requests',
  },
  open: { id: 'zr.members.admissions.open', defaultMessage: 'Open' },
  done: { id: 'zr.members.admissions.done', defaultMessage: 'Decided' },
  openCount: {
    id: 'zr.members.admissions.count.open',
    defaultMessage:
      '{total, plural, =0 {No open requests} one {# open request} other {# open requests}}',
  },
  doneCount: {
    id: 'zr.members.admissions.count.done',
    defaultMessage:
      '{total, plural, =0 {No decided requests} one {# decided request} other {# decided requests}}',
  },
  openEmpty: {
    id: 'zr.members.admissions.empty',
    defaultMessage:
      'Nobody is waiting. You get a mail as soon as somebody asks to join.',
  },
  invite: {
    id: 'zr.members.admissions.invite',
    defaultMessage:
      'Would you like to bring in colleagues? Invite them by mail: they are admitted at once.',
  },
  inviteLink: {
    id: 'zr.members.admissions.invite.link',
    defaultMessage: 'Invite people to {name}',
  },
  doneEmpty: {
    id: 'zr.members.admissions.done.empty',
    defaultMessage: 'Nothing has been decided yet.',
  },
  person: { id: 'zr.members.admissions.person', defaultMessage: 'Person' },
  municipality: {
    id: 'zr.members.admissions.municipality',
    defaultMessage: 'Municipality',
  },
  message: { id: 'zr.members.admissions.message', defaultMessage: 'Message' },
  due: { id: 'zr.members.admissions.due', defaultMessage: 'To be decided' },
  decision: {
    id: 'zr.members.admissions.decision',
    defaultMessage: 'Decision',
  },
  actions: { id: 'zr.members.admissions.actions', defaultMessage: 'Actions' },
  since: {
    id: 'zr.members.admissions.since',
    defaultMessage:
      '{days, plural, =0 {Since today} =1 {Since yesterday} other {For # days}}',
  },
  asked: {
    id: 'zr.members.admissions.asked',
    defaultMessage: 'asked on {date}',
  },
  noMunicipality: {
    id: 'zr.members.admissions.noMunicipality',
    defaultMessage: 'Without a municipality',
  },
  first: {
    id: 'zr.members.admissions.first',
    defaultMessage: 'First person of this municipality',
  },
  leaderless: {
    id: 'zr.members.admissions.leaderless',
    defaultMessage: 'Nobody coordinates it',
  },
  leaders: {
    id: 'zr.members.admissions.leaders',
    defaultMessage:
      '{count, plural, one {One person coordinates it} other {# people coordinate it}}',
  },
  admit: { id: 'zr.members.admissions.admit', defaultMessage: 'Admit' },
  admitName: {
    id: 'zr.members.admissions.admit.name',
    defaultMessage: 'Admit {name}',
  },
  reject: { id: 'zr.members.admissions.reject', defaultMessage: 'Reject' },
  rejectName: {
    id: 'zr.members.admissions.reject.name',
    defaultMessage: 'Reject {name}',
  },
  admitted: {
    id: 'zr.members.admissions.admitted',
    defaultMessage: 'Admitted',
  },
  rejected: {
    id: 'zr.members.admissions.rejected',
    defaultMessage: 'Rejected',
  },
  withdrawn: {
    id: 'zr.members.admissions.withdrawn',
    defaultMessage: 'Withdrawn',
  },
  decidedBy: {
    id: 'zr.members.admissions.decidedBy',
    defaultMessage: 'by {name} on {date}',
  },
  decidedOn: {
    id: 'zr.members.admissions.decidedOn',
    defaultMessage: 'on {date}',
  },
  reason: {
    id: 'zr.members.admissions.reason',
    defaultMessage: 'Reason: {reason}',
  },
  saidAdmitted: {
    id: 'zr.members.admissions.said.admitted',
    defaultMessage: '{name} has been admitted and gets a mail.',
  },
  saidRejected: {
    id: 'zr.members.admissions.said.rejected',
    defaultMessage:
      'The request of {name} has been rejected. The mail is on its way.',
  },
});

const LOOKS = {
  admitted: { title: messages.admitted, icon: checkSVG, tone: 'positive' },
  rejected: { title: messages.rejected, icon: clearSVG, tone: 'danger' },
  withdrawn: { title: messages.withdrawn, icon: undoSVG, tone: 'info' },
} as const;

/** From this many days on a waiting person stands out. */
const LONG = 3;

/** Who asks to come in, and the decision on it: for coordinators and the office. */
const AdmissionsPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const term = useTerm();
  const me = useMe().data;
  const {
    url,
    list: requests,
    isClosed,
    readAgain,
  } = useOwnList<Listed<Admission>>(admissionsPath);
  const isDone = url.get('status') === 'decided';
  const { text, announce } = useAnnouncement();
  const [asked, setAsked] = useState<{
    request: Admission;
    decision: 'admit' | 'reject';
  } | null>(null);

  const heading = usePageFocus(url.page);

  if (isClosed) {
    return <Protected />;
  }

  const close = (changed: boolean) => {
    setAsked(null);
    if (changed) readAgain(ME);
  };

  const onDone = async () => {
    if (!asked) return;
    const { request, decision } = asked;
    setAsked(null);
    announce(
      t(decision === 'admit' ? messages.saidAdmitted : messages.saidRejected, {
        name: request.fullname,
      }),
    );
    await readAgain(ME);
  };

  const person: Column<Admission> = {
    key: 'person',
    title: t(messages.person),
    isHeading: true,
    cell: (request) => (
      <>
        <span className="zr-person-name">{request.fullname}</span>
        <p className="zr-muted">
          {[term('memberCategories', request.category), request.function]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="zr-muted zr-address">{request.email}</p>
      </>
    ),
  };

  const municipality: Column<Admission> = {
    key: 'municipality',
    title: t(messages.municipality),
    className: 'place',
    cell: ({ municipality: place, first }) =>
      place ? (
        <>
          <p>{place.name}</p>
          <p className="zr-muted">
            {[place.district, place.state]
              .filter((name) => name && name !== place.name)
              .join(', ')}
          </p>
          {!isDone && (first || place.coordinators === 0) && (
            <span className="zr-badge zr-badge--info">
              <Icon name={userSVG} size="18px" />
              {t(first ? messages.first : messages.leaderless)}
            </span>
          )}
          {!isDone && me?.office && place.coordinators > 0 && (
            <p className="zr-muted">
              {t(messages.leaders, { count: place.coordinators })}
            </p>
          )}
        </>
      ) : (
        <p className="zr-muted">{t(messages.noMunicipality)}</p>
      ),
  };

  const message: Column<Admission> = {
    key: 'message',
    title: t(messages.message),
    className: 'message',
    cell: (request) => request.message && <p>{request.message}</p>,
  };

  const openColumns: Column<Admission>[] = [
    person,
    municipality,
    message,
    {
      key: 'due',
      title: t(messages.due),
      cell: ({ requested }) => {
        const days = daysAgo(requested);
        return (
          <>
            <span
              className={
                days >= LONG ? 'zr-badge zr-badge--warning' : 'zr-badge'
              }
            >
              <Icon name={clockSVG} size="18px" />
              {t(messages.since, { days })}
            </span>
            <p className="zr-muted">
              {t(messages.asked, { date: longDate(requested, intl.locale) })}
            </p>
          </>
        );
      },
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
            onClick={() => setAsked({ request, decision: 'admit' })}
          >
            {t(messages.admit)}
          </button>
          <button
            type="button"
            className="zr-button zr-button--secondary"
            aria-haspopup="dialog"
            aria-label={t(messages.rejectName, { name: request.fullname })}
            onClick={() => setAsked({ request, decision: 'reject' })}
          >
            {t(messages.reject)}
          </button>
        </div>
      ),
    },
  ];

  const doneColumns: Column<Admission>[] = [
    person,
    municipality,
    {
      key: 'decision',
      title: t(messages.decision),
      cell: ({ status, decided, decided_by: by, reason }) => {
        const look = LOOKS[status as keyof typeof LOOKS];
        const date = longDate(decided, intl.locale);
        return (
          <>
            {look && (
              <span className={`zr-badge zr-badge--${look.tone}`}>
                <Icon name={look.icon} size="18px" />
                {t(look.title)}
              </span>
            )}
            {date && (
              <p className="zr-muted">
                {by
                  ? t(messages.decidedBy, { name: by, date })
                  : t(messages.decidedOn, { date })}
              </p>
            )}
            {reason && <p>{t(messages.reason, { reason })}</p>}
          </>
        );
      },
    },
  ];

  const led = (me?.memberships ?? []).filter(
    ({ role, space }) => role === 'coordinator' && space,
  );

  return (
    <div className="zr-page zr-work">
      <Helmet title={t(messages.title)} />
      <h1 className="documentFirstHeading">{t(messages.title)}</h1>
      <p className="zr-lead">
        {t(me?.office ? messages.leadOffice : messages.lead)}
      </p>
      <nav className="zr-views" aria-label={t(messages.views)}>
        <ul>
          <li>
            <Link
              to={url.to({ status: '' })}
              aria-current={isDone ? undefined : 'page'}
            >
              {t(messages.open)}
            </Link>
          </li>
          <li>
            <Link
              to={url.to({ status: 'decided' })}
              aria-current={isDone ? 'page' : undefined}
            >
              {t(messages.done)}
            </Link>
          </li>
        </ul>
      </nav>
      {me?.office && <MunicipalityFilter />}
      <Announcement text={text} />
      <Loaded resource={requests} onRetry={() => readAgain()}>
        {({ items, items_total: total }, busy) => (
          <>
            <p role="status" className="zr-count" ref={heading} tabIndex={-1}>
              {t(isDone ? messages.doneCount : messages.openCount, { total })}
            </p>
            {items.length > 0 ? (
              <DataTable
                caption={t(isDone ? messages.done : messages.open)}
                columns={isDone ? doneColumns : openColumns}
                items={items}
                id={({ id }) => id}
                busy={busy}
              />
            ) : (
              <div className="zr-empty">
                <p>{t(isDone ? messages.doneEmpty : messages.openEmpty)}</p>
                {!isDone && led.length > 0 && (
                  <>
                    <p>{t(messages.invite)}</p>
                    <p className="zr-cluster">
                      {led.map(({ ars, name, space }) => (
                        <Link
                          key={ars}
                          className="zr-button zr-button--secondary"
                          to={`${space}/mitglieder`}
                        >
                          {t(messages.inviteLink, { name })}
                        </Link>
                      ))}
                    </p>
                  </>
                )}
              </div>
            )}
            <PageLinks
              page={url.page}
              count={pageCount(total)}
              to={url.pageTo}
            />
          </>
        )}
      </Loaded>
      {asked?.decision === 'admit' && (
        <AdmitDialog request={asked.request} onDone={onDone} onClose={close} />
      )}
      {asked?.decision === 'reject' && (
        <RejectDialog request={asked.request} onDone={onDone} onClose={close} />
      )}
    </div>
  );
};

export default AdmissionsPage;
