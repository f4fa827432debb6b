import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { RadioField } from '../forms/Choices';
import Field from '../forms/Field';
import { useResource } from '../../store/useResource';
import type { Listed } from '../listing/urlParameters';
import type { SpaceKind, SpaceMember } from './roles';

const messages = defineMessages({
  promoteTitle: {
    id: 'zr.spaces.promote.title',
    defaultMessage:
      '{kind, select, room {Make {name} a host?} other {Make {name} a coordinator?}}',
  },
  promoteText: {
    id: 'zr.spaces.promote.text',
    defaultMessage:
      '{kind, select, room {Hosts admit people, change roles and look after the room.} other {Coordinators admit people, change roles, invite, and submit grant applications.}} {name} is told by mail.',
  },
  promote: {
    id: 'zr.spaces.promote.submit',
    defaultMessage:
      '{kind, select, room {Make a host} other {Make a coordinator}}',
  },
  demoteTitle: {
    id: 'zr.spaces.demote.title',
    defaultMessage:
      '{kind, select, room {{name} no longer a host?} other {{name} no longer a coordinator?}}',
  },
  demoteText: {
    id: 'zr.spaces.demote.text',
    defaultMessage:
      '{name} stays a member and goes on seeing everything here, but no longer decides who belongs.',
  },
  demote: { id: 'zr.spaces.demote.submit', defaultMessage: 'Make a member' },
  demoteLast: {
    id: 'zr.spaces.demote.last',
    defaultMessage:
      '{kind, select, room {The room would have no host any more. Make somebody else a host first.} other {Nobody would coordinate any more. Make somebody else a coordinator first.}} Nothing was changed.',
  },
  endTitle: {
    id: 'zr.spaces.end.title',
    defaultMessage: 'End the membership of {name}?',
  },
  endText: {
    id: 'zr.spaces.end.text',
    defaultMessage:
      '{name} sees nothing of {space} from then on, own pages and files included. What {name} has written stays for the others. {name} is told by mail.',
  },
  end: { id: 'zr.spaces.end.submit', defaultMessage: 'End the membership' },
  leaveTitle: { id: 'zr.spaces.leave.title', defaultMessage: 'Leave {space}?' },
  leaveText: {
    id: 'zr.spaces.leave.text',
    defaultMessage:
      'You see nothing of {space} from then on, your own pages and files included. What you have written stays for the others.',
  },
  leaveBack: {
    id: 'zr.spaces.leave.back',
    defaultMessage:
      '{kind, select, room {You can join or ask again.} other {To come back you have to be admitted again.}}',
  },
  leave: { id: 'zr.spaces.leave.submit', defaultMessage: 'Leave' },
  last: {
    id: 'zr.spaces.last',
    defaultMessage:
      '{kind, select, room {Nobody else hosts the room.} other {Nobody else coordinates it.}} Nothing has been changed yet: please say first who goes on.',
  },
  who: { id: 'zr.spaces.last.who', defaultMessage: 'Who goes on?' },
  successor: {
    id: 'zr.spaces.last.successor',
    defaultMessage: 'Somebody of the members',
  },
  successorHelp: {
    id: 'zr.spaces.last.successor.help',
    defaultMessage:
      '{kind, select, room {The person becomes a host at once} other {The person becomes a coordinator at once}} and is told by mail.',
  },
  office: {
    id: 'zr.spaces.last.office',
    defaultMessage: 'The programme office',
  },
  officeHelp: {
    id: 'zr.spaces.last.office.help',
    defaultMessage:
      'It decides on requests until somebody is found. It does not see what is written here.',
  },
  choose: {
    id: 'zr.spaces.last.choose',
    defaultMessage: 'Name of the successor',
  },
  chooseNone: {
    id: 'zr.spaces.last.choose.none',
    defaultMessage: 'Please choose',
  },
  chooseMissing: {
    id: 'zr.spaces.last.choose.missing',
    defaultMessage: 'Please choose who goes on.',
  },
  nobody: {
    id: 'zr.spaces.last.nobody',
    defaultMessage: 'There is no other member.',
  },
});

type Target = {
  /** The list of members: "/@memberships/<ars>" or "<space>/@members". */
  service: string;
  kind: SpaceKind;
  /** Title of the space. */
  space: string;
  member: SpaceMember;
};

type Props = Target & { onDone: () => void; onClose: () => void };

const pathOf = ({ service, member }: Target) =>
  `${service}/${encodeURIComponent(member.id)}`;

/** Make a member a coordinator, or the other way round. */
export const RoleDialog = ({ onDone, onClose, ...target }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const { kind, member } = target;
  const isPromotion = member.role === 'member';
  const values = { kind, name: member.fullname };

  return (
    <FormDialog
      title={t(
        isPromotion ? messages.promoteTitle : messages.demoteTitle,
        values,
      )}
      submitLabel={t(isPromotion ? messages.promote : messages.demote, values)}
      action={() =>
        call('patch', pathOf(target), {
          role: isPromotion ? 'coordinator' : 'member',
        })
      }
      explain={({ status }) =>
        status === 409 && !isPromotion
          ? t(messages.demoteLast, values)
          : undefined
      }
      onDone={onDone}
      onClose={onClose}
    >
      <p>
        {t(isPromotion ? messages.promoteText : messages.demoteText, values)}
      </p>
    </FormDialog>
  );
};

type EndProps = Props & {
  /** Is it the own membership? */
  isSelf: boolean;
  /** A hidden room cannot be handed to the office, which does not know of it. */
  canHandOver?: boolean;
};

/**
 * End a membership. Whoever coordinates alone says who goes on: a member, or
 * the office.
 */
export const EndDialog = ({
  isSelf,
  canHandOver = true,
  onDone,
  onClose,
  ...target
}: EndProps) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const { kind, member, space, service } = target;
  const [isLast, setIsLast] = useState(false);
  const [who, setWho] = useState('successor');
  const [successor, setSuccessor] = useState('');
  const members = useResource<Listed<SpaceMember>>(
    isLast ? `${service}?b_size=100` : null,
  ).data;
  const others = (members?.items ?? []).filter(({ id }) => id !== member.id);
  const values = { kind, space, name: member.fullname };

  const send = async () => {
    if (isLast && who === 'successor' && !successor) {
      const message = t(messages.chooseMissing);
      const failure: Failure = {
        status: 400,
        message,
        errors: [{ field: 'successor', message }],
      };
      throw failure;
    }
    const heir = !isLast
      ? {}
      : who === 'successor'
        ? { successor }
        : { hand_to_office: true };
    try {
      await call('del', pathOf(target), heir);
    } catch (failure) {
      if ((failure as Failure).status === 409) setIsLast(true);
      throw failure;
    }
  };

  return (
    <FormDialog
      title={t(isSelf ? messages.leaveTitle : messages.endTitle, values)}
      submitLabel={t(isSelf ? messages.leave : messages.end)}
      danger
      action={send}
      explain={({ status }) =>
        status === 409 ? t(messages.last, values) : undefined
      }
      onDone={onDone}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t(isSelf ? messages.leaveText : messages.endText, values)}</p>
          {isSelf && <p>{t(messages.leaveBack, values)}</p>}
          {isLast && (
            <>
              {canHandOver && (
                <RadioField
                  id="zr-last-who"
                  name="who"
                  legend={t(messages.who)}
                  value={who}
                  onChange={setWho}
                  choices={[
                    {
                      value: 'successor',
                      label: t(messages.successor),
                      help: t(messages.successorHelp, values),
                    },
                    {
                      value: 'office',
                      label: t(messages.office),
                      help: t(messages.officeHelp),
                    },
                  ]}
                />
              )}
              {(who === 'successor' || !canHandOver) &&
                (members && others.length === 0 ? (
                  <p className="zr-muted">{t(messages.nobody)}</p>
                ) : (
                  <Field
                    id="zr-last-successor"
                    required
                    label={t(messages.choose)}
                    error={errors.successor}
                  >
                    {(input) => (
                      <select
                        {...input}
                        name="successor"
                        value={successor}
                        onChange={(event) => setSuccessor(event.target.value)}
                      >
                        <option value="">{t(messages.chooseNone)}</option>
                        {others.map(({ id, fullname }) => (
                          <option key={id} value={id}>
                            {fullname}
                          </option>
                        ))}
                      </select>
                    )}
                  </Field>
                ))}
            </>
          )}
        </>
      )}
    </FormDialog>
  );
};
