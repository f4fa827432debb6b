import { defineMessages, useIntl } from 'react-intl';

const messages = defineMessages({
  member: { id: 'zr.spaces.role.member', defaultMessage: 'Member' },
  coordinator: {
    id: 'zr.spaces.role.coordinator',
    defaultMessage: 'Coordination',
  },
  host: { id: 'zr.spaces.role.host', defaultMessage: 'Host' },
});

export type SpaceKind = 'municipality' | 'room';
export type SpaceRole = 'member' | 'coordinator';

/** A person in a space, as the others see them. */
export type SpaceMember = {
  id: string;
  fullname: string;
  role: SpaceRole;
  category?: string;
  function?: string;
};

/** What a role is called: municipalities are coordinated, rooms have hosts. */
export function useRoleName(kind: SpaceKind) {
  const intl = useIntl();
  return (role: SpaceRole) =>
    intl.formatMessage(
      role === 'member'
        ? messages.member
        : kind === 'room'
          ? messages.host
          : messages.coordinator,
    );
}

/** The kind of space that content is. */
export const spaceKind = (type: string): SpaceKind =>
  type === 'ExchangeRoom' ? 'room' : 'municipality';
