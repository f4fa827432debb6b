import { useState } from 'react';
import { Link, useHistory } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import Loaded from '../listing/Loaded';
import type { Listed } from '../listing/urlParameters';
import { useUserId } from '../members/useMe';
import { EndDialog } from '../spaces/MembershipDialogs';
import JoinDialog from './JoinDialog';
import MembershipBadge from './MembershipBadge';
import { membershipPath, requestsPath } from './queries';
import type { RoomMembership } from './queries';
import { useRefreshPage } from './useRefreshPage';

const messages = defineMessages({
  title: { id: 'zr.rooms.panel.title', defaultMessage: 'Taking part' },
  open: {
    id: 'zr.rooms.panel.open',
    defaultMessage:
      'This room is open to every member of the network. Join to see everything and to write.',
  },
  request: {
    id: 'zr.rooms.panel.request',
    defaultMessage:
      'Only members see what is written here. Ask the hosts; they decide.',
  },
  closed: {
    id: 'zr.rooms.panel.closed',
    defaultMessage: 'One joins this room by invitation of its hosts.',
  },
  join: { id: 'zr.rooms.panel.join', defaultMessage: 'Join' },
  ask: { id: 'zr.rooms.panel.ask', defaultMessage: 'Ask to join' },
  asked: {
    id: 'zr.rooms.panel.asked',
    defaultMessage:
      'The hosts have your request. You get a mail as soon as they have decided.',
  },
  withdraw: {
    id: 'zr.rooms.panel.withdraw',
    defaultMessage: 'Withdraw the request',
  },
  withdrawTitle: {
    id: 'zr.rooms.panel.withdraw.title',
    defaultMessage: 'Withdraw your request?',
  },
  withdrawText: {
    id: 'zr.rooms.panel.withdraw.text',
    defaultMessage:
      'The hosts do not see it any more. You can ask again later.',
  },
  member: {
    id: 'zr.rooms.panel.member',
    defaultMessage: 'You are a member of this room.',
  },
  coordinator: {
    id: 'zr.rooms.panel.host',
    defaultMessage: 'You host this room: you admit people and look after it.',
  },
  manage: {
    id: 'zr.rooms.panel.manage',
    defaultMessage: 'Members and requests',
  },
  waiting: {
    id: 'zr.rooms.panel.waiting',
    defaultMessage:
      '{count, plural, one {One person asks to join.} other {# people ask to join.}}',
  },
  leave: { id: 'zr.rooms.panel.leave', defaultMessage: 'Leave the room' },
  saidJoined: {
    id: 'zr.rooms.panel.said.joined',
    defaultMessage: 'You are a member of this room now.',
  },
  saidAsked: {
    id: 'zr.rooms.panel.said.asked',
    defaultMessage: 'Your request is with the hosts.',
  },
  saidWithdrawn: {
    id: 'zr.rooms.panel.said.withdrawn',
    defaultMessage: 'Your request has been withdrawn.',
  },
  saidLeft: {
    id: 'zr.rooms.panel.said.left',
    defaultMessage: 'You have left this room.',
  },
});

type Props = {
  /** Path of the room. */
  path: string;
  title: string;
  isHidden: boolean;
};

/** On the page of a room: what the person is in it, and the step that is next. */
const RoomMembershipPanel = ({ path, title, isHidden }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const history = useHistory();
  const call = useCall();
  const reload = useReload();
  const refresh = useRefreshPage(path);
  const userId = useUserId();
  const membership = useResource<RoomMembership>(
    userId ? membershipPath(path) : null,
  );
  const status = membership.data?.status;
  const waiting = useResource<Listed<unknown>>(
    status === 'coordinator' ? requestsPath(path) : null,
  ).data?.items_total;
  const { text, announce } = useAnnouncement();
  const [step, setStep] = useState<'join' | 'withdraw' | 'leave' | null>(null);

  // Whoever only operates the site is no member of the network.
  if (!userId || membership.status === 401 || membership.status === 403) {
    return null;
  }

  const done = (words: string) => {
    setStep(null);
    announce(words);
    refresh();
  };

  const onLeft = () => {
    // Nothing is left to see of a hidden room.
    if (isHidden) history.push('/austausch');
    else done(t(messages.saidLeft));
  };

  return (
    <section aria-labelledby="zr-room-panel" className="zr-panel zr-room-panel">
      <h2 id="zr-room-panel">{t(messages.title)}</h2>
      <Announcement text={text} />
      <Loaded
        resource={membership}
        onRetry={() => reload(membershipPath(path))}
      >
        {({ status: now, joining }) => (
          <>
            {now === 'none' && <p>{t(messages[joining])}</p>}
            {now === 'none' && joining !== 'closed' && (
              <button
                type="button"
                className="zr-button zr-button--primary"
                aria-haspopup="dialog"
                onClick={() => setStep('join')}
              >
                {t(joining === 'open' ? messages.join : messages.ask)}
              </button>
            )}
            {now !== 'none' && (
              <>
                <MembershipBadge membership={now} />
                <p>{t(messages[now])}</p>
              </>
            )}
            {now === 'coordinator' && (
              <p>
                {Boolean(waiting) && (
                  <>
                    <strong>{t(messages.waiting, { count: waiting })}</strong>{' '}
                  </>
                )}
                <Link to={`${path}/mitglieder`}>{t(messages.manage)}</Link>
              </p>
            )}
            {now === 'asked' && (
              <button
                type="button"
                className="zr-button zr-button--secondary"
                aria-haspopup="dialog"
                onClick={() => setStep('withdraw')}
              >
                {t(messages.withdraw)}
              </button>
            )}
            {(now === 'member' || now === 'coordinator') && (
              <button
                type="button"
                className="zr-button zr-button--quiet"
                aria-haspopup="dialog"
                onClick={() => setStep('leave')}
              >
                {t(messages.leave)}
              </button>
            )}
            {step === 'join' && (
              <JoinDialog
                path={path}
                title={title}
                joining={joining}
                onClose={() => setStep(null)}
                onDone={() =>
                  done(
                    t(
                      joining === 'open'
                        ? messages.saidJoined
                        : messages.saidAsked,
                    ),
                  )
                }
              />
            )}
          </>
        )}
      </Loaded>
      {step === 'withdraw' && (
        <FormDialog
          title={t(messages.withdrawTitle)}
          submitLabel={t(messages.withdraw)}
          action={() => call('del', membershipPath(path))}
          onClose={() => setStep(null)}
          onDone={() => done(t(messages.saidWithdrawn))}
        >
          <p>{t(messages.withdrawText)}</p>
        </FormDialog>
      )}
      {step === 'leave' && (
        <EndDialog
          service={`${path}/@members`}
          kind="room"
          space={title}
          member={{
            id: userId,
            fullname: '',
            role: status === 'coordinator' ? 'coordinator' : 'member',
          }}
          isSelf
          canHandOver={!isHidden}
          onClose={() => setStep(null)}
          onDone={onLeft}
        />
      )}
    </section>
  );
};

export default RoomMembershipPanel;
