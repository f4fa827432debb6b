import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import type { Resource } from '../../store/resources';
import type { MemberPage } from './queries';
import type { SpaceKind } from './roles';
import { useRoleName } from './roles';

const messages = defineMessages({
  title: { id: 'zr.spaces.panel.members', defaultMessage: 'Members' },
  all: {
    id: 'zr.spaces.panel.members.all',
    defaultMessage: '{total, plural, one {One member} other {All # members}}',
  },
  manage: {
    id: 'zr.spaces.panel.members.manage',
    defaultMessage:
      '{kind, select, room {Members and requests} other {Members and invitations}}',
  },
});

type Props = {
  path: string;
  kind: SpaceKind;
  members: Resource<MemberPage>;
};

/** Beside a space: who looks after it, who else is in it, and the way to all. */
const MembersPanel = ({ path, kind, members }: Props) => {
  const intl = useIntl();
  const roleName = useRoleName(kind);
  // Who does not belong learns nothing of those who do.
  if (!members.data) return null;
  const { items, items_total: total, may_manage: mayManage } = members.data;

  return (
    <section aria-labelledby="zr-space-members" className="zr-panel">
      <h2 id="zr-space-members">{intl.formatMessage(messages.title)}</h2>
      <ul className="zr-plain-list zr-space-people">
        {items.map((member) => (
          <li key={member.id}>
            {member.fullname}
            {member.role === 'coordinator' && (
              <span className="zr-muted"> ({roleName(member.role)})</span>
            )}
          </li>
        ))}
      </ul>
      <p>
        <Link to={`${path}/mitglieder`}>
          {mayManage
            ? intl.formatMessage(messages.manage, { kind })
            : intl.formatMessage(messages.all, { total })}
        </Link>
      </p>
    </section>
  );
};

export default MembersPanel;
