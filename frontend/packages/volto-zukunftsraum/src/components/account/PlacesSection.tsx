import { useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import { longDate } from '../../helpers/dates';
import AskMunicipality from './AskMunicipality';
import LeaveDialog from './LeaveDialog';
import type { Place } from './LeaveDialog';
import type { OwnRequest, Me, Role } from '../members/types';

const messages = defineMessages({
  title: {
    id: 'zr.account.places',
    defaultMessage: 'Municipalities and rooms',
  },
  municipalities: {
    id: 'zr.account.places.municipalities',
    defaultMessage: 'Your municipalities',
  },
  noMunicipality: {
    id: 'zr.account.places.noMunicipality',
    defaultMessage: 'You are not a member of any municipality.',
  },
  rooms: {
    id: 'zr.account.places.rooms',
    defaultMessage: 'Your exchange rooms',
  },
  noRoom: {
    id: 'zr.account.places.noRoom',
    defaultMessage:
      'You are not in any exchange room. {link} shows which ones there are.',
  },
  exchange: {
    id: 'zr.account.places.exchange',
    defaultMessage: 'Exchange',
  },
  requests: {
    id: 'zr.account.places.requests',
    defaultMessage: 'Your requests',
  },
  pending: {
    id: 'zr.account.places.pending',
    defaultMessage: 'Waits for a decision since {date}',
  },
  rejected: {
    id: 'zr.account.places.rejected',
    defaultMessage: 'Rejected; you have got the reason by mail',
  },
  network: {
    id: 'zr.account.places.network',
    defaultMessage: 'Network of members',
  },
  withdraw: {
    id: 'zr.account.places.withdraw',
    defaultMessage: 'Withdraw the request',
  },
  withdrawName: {
    id: 'zr.account.places.withdraw.name',
    defaultMessage: 'Withdraw the request for {name}',
  },
  withdrawTitle: {
    id: 'zr.account.places.withdraw.title',
    defaultMessage: 'Withdraw the request for {name}?',
  },
  withdrawText: {
    id: 'zr.account.places.withdraw.text',
    defaultMessage:
      'Then nobody decides on it any more. Your account stays, and you can ask again at any time.',
  },
  keep: { id: 'zr.account.places.keep', defaultMessage: 'Keep it' },
  withdrawn: {
    id: 'zr.account.places.withdrawn',
    defaultMessage: 'The request for {name} is withdrawn.',
  },
  member: { id: 'zr.account.role.member', defaultMessage: 'Member' },
  coordinator: {
    id: 'zr.account.role.coordinator',
    defaultMessage: 'Coordinator',
  },
  host: { id: 'zr.account.role.host', defaultMessage: 'Host' },
  leave: { id: 'zr.account.places.leave', defaultMessage: 'Leave' },
  leaveName: {
    id: 'zr.account.places.leave.name',
    defaultMessage: 'Leave {name}',
  },
  left: {
    id: 'zr.account.places.left',
    defaultMessage: 'You have left {name}.',
  },
  ask: {
    id: 'zr.account.places.ask',
    defaultMessage: 'Ask for a further municipality',
  },
  joined: {
    id: 'zr.account.places.joined',
    defaultMessage: 'You are now a member of {name}.',
  },
  asked: {
    id: 'zr.account.places.asked',
    defaultMessage: 'Your request for {name} is sent. You get a mail.',
  },
});

type RowProps = {
  name: string;
  to?: string | null;
  role: string;
  onLeave: () => void;
};

const PlaceRow = ({ name, to, role, onLeave }: RowProps) => {
  const intl = useIntl();
  return (
    <li>
      <div>
        {to ? <Link to={to}>{name}</Link> : <strong>{name}</strong>}
        <span className="zr-muted">{role}</span>
      </div>
      <button
        type="button"
        className="zr-button zr-button--quiet"
        aria-label={intl.formatMessage(messages.leaveName, { name })}
        onClick={onLeave}
      >
        {intl.formatMessage(messages.leave)}
      </button>
    </li>
  );
};

type Props = { me: Me; onChanged: () => Promise<unknown> };

/** What a person is in or asks to be in, and how to leave and to ask for more. */
const PlacesSection = ({ me, onChanged }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const said = useAnnouncement();
  const [leaving, setLeaving] = useState<Place | null>(null);
  const [withdrawing, setWithdrawing] = useState<OwnRequest | null>(null);
  const [asking, setAsking] = useState(false);
  const askButton = useRef<HTMLButtonElement>(null);

  const roleOf = (kind: Place['kind'], role: Role) =>
    t(
      role === 'member'
        ? messages.member
        : kind === 'room'
          ? messages.host
          : messages.coordinator,
    );
  const nameOf = (request: OwnRequest) => request.name ?? t(messages.network);

  const say = async (text: string) => {
    setLeaving(null);
    setWithdrawing(null);
    setAsking(false);
    await onChanged();
    said.announce(text);
  };

  const stopAsking = () => {
    setAsking(false);
    setTimeout(() => askButton.current?.focus());
  };

  // Admitted ones stand among the memberships.
  const requests = me.requests.filter(({ status }) => status !== 'admitted');

  return (
    <section
      id="kommunen"
      className="zr-account-section"
      aria-labelledby="zr-account-places"
    >
      <h2 id="zr-account-places">{t(messages.title)}</h2>
      <Announcement text={said.text} />
      <h3>{t(messages.municipalities)}</h3>
      {me.memberships.length > 0 ? (
        <ul className="zr-places">
          {me.memberships.map(({ ars, name, role, space }) => (
            <PlaceRow
              key={ars}
              name={name}
              to={space}
              role={roleOf('municipality', role)}
              onLeave={() =>
                setLeaving({
                  kind: 'municipality',
                  name,
                  path: `/@memberships/${ars}/me`,
                  members: `/@memberships/${ars}`,
                })
              }
            />
          ))}
        </ul>
      ) : (
        <p>{t(messages.noMunicipality)}</p>
      )}
      {requests.length > 0 && (
        <>
          <h3>{t(messages.requests)}</h3>
          <ul className="zr-places">
            {requests.map((request) => (
              <li key={request.id}>
                <div>
                  <strong>{nameOf(request)}</strong>
                  <span className="zr-muted">
                    {request.status === 'pending'
                      ? t(messages.pending, {
                          date: longDate(request.requested, intl.locale),
                        })
                      : t(messages.rejected)}
                  </span>
                </div>
                {request.status === 'pending' && (
                  <button
                    type="button"
                    className="zr-button zr-button--quiet"
                    aria-label={t(messages.withdrawName, {
                      name: nameOf(request),
                    })}
                    onClick={() => setWithdrawing(request)}
                  >
                    {t(messages.withdraw)}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {asking ? (
        <AskMunicipality
          onAsked={(name, isAdmitted) =>
            say(t(isAdmitted ? messages.joined : messages.asked, { name }))
          }
          onCancel={stopAsking}
        />
      ) : (
        <button
          type="button"
          ref={askButton}
          className="zr-button zr-button--secondary"
          onClick={() => setAsking(true)}
        >
          {t(messages.ask)}
        </button>
      )}
      <h3>{t(messages.rooms)}</h3>
      {me.rooms.length > 0 ? (
        <ul className="zr-places">
          {me.rooms.map(({ '@id': path, title, role }) => (
            <PlaceRow
              key={path}
              name={title}
              to={path}
              role={roleOf('room', role)}
              onLeave={() =>
                setLeaving({
                  kind: 'room',
                  name: title,
                  path: `${path}/@membership`,
                  members: `${path}/@members`,
                })
              }
            />
          ))}
        </ul>
      ) : (
        <p>
          {t(messages.noRoom, {
            link: (
              <Link key="link" to="/austausch">
                {t(messages.exchange)}
              </Link>
            ),
          })}
        </p>
      )}
      {leaving && (
        <LeaveDialog
          place={leaving}
          userId={me.id}
          onClose={() => setLeaving(null)}
          onLeft={() => say(t(messages.left, { name: leaving.name }))}
        />
      )}
      {withdrawing && (
        <FormDialog
          title={t(messages.withdrawTitle, { name: nameOf(withdrawing) })}
          submitLabel={t(messages.withdraw)}
          cancelLabel={t(messages.keep)}
          danger
          action={() => call('del', `/@admissions/${withdrawing.id}`)}
          onDone={() =>
            say(t(messages.withdrawn, { name: nameOf(withdrawing) }))
          }
          onClose={() => setWithdrawing(null)}
        >
          <p>{t(messages.withdrawText)}</p>
        </FormDialog>
      )}
    </section>
  );
};

export default PlacesSection;
