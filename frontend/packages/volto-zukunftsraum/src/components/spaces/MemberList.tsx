import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import groupSVG from '@plone/volto/icons/group.svg';
import userSVG from '@plone/volto/icons/user.svg';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import DataTable from '../listing/DataTable';
import type { Column } from '../listing/DataTable';
import Loaded from '../listing/Loaded';
import PageLinks from '../listing/PageLinks';
import { pageCount } from '../listing/query';
import { useUrlParameters } from '../listing/urlParameters';
import { usePageFocus } from '../listing/usePageFocus';
import { ME } from '../members/useMe';
import { useTerm } from '../vocabulary/useTerm';
import { EndDialog, RoleDialog } from './MembershipDialogs';
import { memberListPath } from './queries';
import type { MemberPage } from './queries';
import { useRoleName } from './roles';
import type { SpaceKind, SpaceMember } from './roles';

const messages = defineMessages({
  caption: { id: 'zr.spaces.members.caption', defaultMessage: 'Members' },
  count: {
    id: 'zr.spaces.members.count',
    defaultMessage:
      '{total, plural, =0 {No members} one {# member} other {# members}}',
  },
  name: { id: 'zr.spaces.members.name', defaultMessage: 'Name' },
  you: { id: 'zr.spaces.members.you', defaultMessage: '(you)' },
  role: { id: 'zr.spaces.members.role', defaultMessage: 'Role' },
  task: { id: 'zr.spaces.members.task', defaultMessage: 'Task' },
  actions: { id: 'zr.spaces.members.actions', defaultMessage: 'Actions' },
  promote: {
    id: 'zr.spaces.members.promote',
    defaultMessage:
      '{kind, select, room {Make a host} other {Make a coordinator}}',
  },
  promoteName: {
    id: 'zr.spaces.members.promote.name',
    defaultMessage:
      '{kind, select, room {Make a host: {name}} other {Make a coordinator: {name}}}',
  },
  demote: { id: 'zr.spaces.members.demote', defaultMessage: 'Make a member' },
  demoteName: {
    id: 'zr.spaces.members.demote.name',
    defaultMessage: 'Make a member: {name}',
  },
  end: { id: 'zr.spaces.members.end', defaultMessage: 'End membership' },
  endName: {
    id: 'zr.spaces.members.end.name',
    defaultMessage: 'End membership: {name}',
  },
  leave: { id: 'zr.spaces.members.leave', defaultMessage: 'Leave' },
  promoted: {
    id: 'zr.spaces.members.said.promoted',
    defaultMessage:
      '{kind, select, room {{name} is a host now.} other {{name} is a coordinator now.}}',
  },
  demoted: {
    id: 'zr.spaces.members.said.demoted',
    defaultMessage: '{name} is a member now.',
  },
  ended: {
    id: 'zr.spaces.members.said.ended',
    defaultMessage: 'The membership of {name} has been ended.',
  },
});

type Props = {
  /** "/@memberships/<ars>" or "<space>/@members". */
  service: string;
  kind: SpaceKind;
  /** Title of the space. */
  space: string;
  /** Id of the person who looks. */
  me?: string;
  /** May this person change roles and end memberships? Where the list does not say it. */
  canManage?: boolean;
  canHandOver?: boolean;
  /** The person has left. */
  onLeft: () => void;
};

/** Who is in a space and as what, with the steps of those who look after it. */
const MemberList = ({
  service,
  kind,
  space,
  me,
  canManage = false,
  canHandOver,
  onLeft,
}: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const term = useTerm();
  const roleName = useRoleName(kind);
  const url = useUrlParameters();
  const reload = useReload();
  const path = memberListPath(service, url.search);
  const members = useResource<MemberPage>(path);
  const { text, announce } = useAnnouncement();
  const [asked, setAsked] = useState<{
    member: SpaceMember;
    step: 'role' | 'end';
  } | null>(null);

  const heading = usePageFocus(url.page);

  const onDone = () => {
    if (!asked) return;
    const { member, step } = asked;
    const values = { kind, name: member.fullname };
    setAsked(null);
    if (step === 'end' && member.id === me) {
      onLeft();
      return;
    }
    announce(
      t(
        step === 'end'
          ? messages.ended
          : member.role === 'member'
            ? messages.promoted
            : messages.demoted,
        values,
      ),
    );
    reload(path, ME);
  };

  const columns = (mayManage: boolean): Column<SpaceMember>[] => [
    {
      key: 'name',
      title: t(messages.name),
      isHeading: true,
      cell: ({ id, fullname }) => (
        <>
          <span className="zr-person-name">{fullname}</span>
          {id === me && <span className="zr-muted"> {t(messages.you)}</span>}
        </>
      ),
    },
    {
      key: 'role',
      title: t(messages.role),
      cell: ({ role }) => (
        <span
          className={
            role === 'coordinator' ? 'zr-badge zr-badge--info' : 'zr-badge'
          }
        >
          <Icon
            name={role === 'coordinator' ? groupSVG : userSVG}
            size="18px"
          />
          {roleName(role)}
        </span>
      ),
    },
    {
      key: 'task',
      title: t(messages.task),
      cell: (member) =>
        [term('memberCategories', member.category), member.function]
          .filter(Boolean)
          .join(' · '),
    },
    {
      key: 'actions',
      title: t(messages.actions),
      withoutLabel: true,
      className: 'actions',
      cell: (member) => {
        const isSelf = member.id === me;
        const values = { kind, name: member.fullname };
        const isMember = member.role === 'member';
        if (!mayManage && !isSelf) return null;
        return (
          <div className="zr-row-actions">
            {mayManage && (
              <button
                type="button"
                className="zr-button zr-button--secondary"
                aria-haspopup="dialog"
                aria-label={t(
                  isMember ? messages.promoteName : messages.demoteName,
                  values,
                )}
                onClick={() => setAsked({ member, step: 'role' })}
              >
                {t(isMember ? messages.promote : messages.demote, values)}
              </button>
            )}
            <button
              type="button"
              className="zr-button zr-button--quiet"
              aria-haspopup="dialog"
              aria-label={isSelf ? undefined : t(messages.endName, values)}
              onClick={() => setAsked({ member, step: 'end' })}
            >
              {t(isSelf ? messages.leave : messages.end)}
            </button>
          </div>
        );
      },
    },
  ];

  const dialog = asked && {
    service,
    kind,
    space,
    member: asked.member,
    onDone,
    onClose: () => setAsked(null),
  };

  return (
    <>
      <Announcement text={text} />
      <Loaded resource={members} onRetry={() => reload(path)}>
        {({ items, items_total: total, may_manage: mayManage }, busy) => (
          <>
            <p role="status" className="zr-count" ref={heading} tabIndex={-1}>
              {t(messages.count, { total })}
            </p>
            {items.length > 0 && (
              <DataTable
                caption={t(messages.caption)}
                columns={columns(mayManage ?? canManage)}
                items={items}
                id={({ id }) => id}
                busy={busy}
              />
            )}
            <PageLinks
              page={url.page}
              count={pageCount(total)}
              to={url.pageTo}
            />
          </>
        )}
      </Loaded>
      {dialog && asked.step === 'role' && <RoleDialog {...dialog} />}
      {dialog && asked.step === 'end' && (
        <EndDialog
          {...dialog}
          isSelf={asked.member.id === me}
          canHandOver={canHandOver}
        />
      )}
    </>
  );
};

export default MemberList;
