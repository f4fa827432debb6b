import { useState } from 'react';
import type { FormEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { RadioField } from '../forms/Choices';
import Dialog from '../forms/Dialog';
import ErrorSummary from '../forms/ErrorSummary';
import Field from '../forms/Field';
import { useCall } from '../forms/call';
import { useForm } from '../forms/useForm';

const messages = defineMessages({
  title: { id: 'zr.account.leave.title', defaultMessage: 'Leave {name}?' },
  losesAccess: {
    id: 'zr.account.leave.access',
    defaultMessage:
      'You at once no longer see what lies in there, your own documents included.',
  },
  losesMunicipality: {
    id: 'zr.account.leave.municipality',
    defaultMessage:
      'You are no longer a member of this municipality and cannot act for it, for example apply for grants.',
  },
  stays: {
    id: 'zr.account.leave.stays',
    defaultMessage:
      'What you have written stays there for the others. Your account stays, too.',
  },
  back: {
    id: 'zr.account.leave.back',
    defaultMessage:
      'If you want to come back, you have to be admitted once more.',
  },
  leave: { id: 'zr.account.leave.submit', defaultMessage: 'Leave' },
  leaving: { id: 'zr.account.leave.working', defaultMessage: 'Leaving …' },
  cancel: { id: 'zr.account.leave.cancel', defaultMessage: 'Stay' },
  last: {
    id: 'zr.account.leave.last',
    defaultMessage: 'Who takes over {name}?',
  },
  lastText: {
    id: 'zr.account.leave.last.text',
    defaultMessage:
      'You are the last one who coordinates here. Before you leave, somebody has to take over.',
  },
  how: {
    id: 'zr.account.leave.how',
    defaultMessage: 'Who shall do it?',
  },
  member: {
    id: 'zr.account.leave.member',
    defaultMessage: 'Another member takes over',
  },
  office: {
    id: 'zr.account.leave.office',
    defaultMessage: 'The programme office takes over',
  },
  officeHelp: {
    id: 'zr.account.leave.office.help',
    defaultMessage:
      'It decides on admissions until there is a coordinator again.',
  },
  successor: {
    id: 'zr.account.leave.successor',
    defaultMessage: 'Your successor',
  },
  choose: {
    id: 'zr.account.leave.choose',
    defaultMessage: 'Please choose',
  },
  missing: {
    id: 'zr.account.leave.missing',
    defaultMessage: 'Please choose who takes over.',
  },
  alone: {
    id: 'zr.account.leave.alone',
    defaultMessage: 'There is no other member who could take over.',
  },
});

/** A municipality or a room that a person is in. */
export type Place = {
  kind: 'municipality' | 'room';
  name: string;
  /** DELETE on it ends the own membership. */
  path: string;
  /** GET on it lists the members. */
  members: string;
};

type Member = { id: string; fullname: string };

const idOf = (field: string) => `zr-leave-${field}`;

type Props = {
  place: Place;
  userId: string;
  onClose: () => void;
  onLeft: () => void;
};

/**
 * Says what leaving means. Whoever is the last to coordinate is asked who takes
 * over; that there is nobody else is told by the API, with 409.
 */
const LeaveDialog = ({ place, userId, onClose, onLeft }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const form = useForm(['successor']);
  // null: it is not known yet that somebody has to take over
  const [others, setOthers] = useState<Member[] | null>(null);
  const [way, setWay] = useState<'member' | 'office'>('member');
  const [successor, setSuccessor] = useState('');

  const askForSuccessor = async () => {
    const { items } = await call<{ items: Member[] }>(
      'get',
      `${place.members}?b_size=100`,
    ).catch(() => ({ items: [] }));
    const found = items.filter(({ id }) => id !== userId);
    setOthers(found);
    setWay(found.length > 0 ? 'member' : 'office');
  };

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (others && way === 'member' && !successor) {
      form.show({ successor: t(messages.missing) });
      return;
    }
    let isLast = false;
    const left = await form.send(
      () =>
        call(
          'del',
          place.path,
          others
            ? way === 'member'
              ? { successor }
              : { hand_to_office: true }
            : undefined,
        ),
      ({ status }) => {
        isLast = status === 409 && !others;
        return isLast;
      },
    );
    if (left) onLeft();
    else if (isLast) await askForSuccessor();
  };

  const { name } = place;
  return (
    <Dialog
      title={t(others ? messages.last : messages.title, { name })}
      stage={others ? 'last' : 'ask'}
      busy={form.working}
      onClose={onClose}
    >
      <form onSubmit={onSubmit} noValidate>
        <ErrorSummary {...form} idOf={idOf} />
        {others ? (
          <>
            <p>{t(messages.lastText)}</p>
            {others.length > 0 ? (
              <RadioField
                id={idOf('way')}
                name="way"
                legend={t(messages.how)}
                value={way}
                choices={[
                  { value: 'member', label: t(messages.member) },
                  {
                    value: 'office',
                    label: t(messages.office),
                    help: t(messages.officeHelp),
                  },
                ]}
                onChange={(value) => setWay(value as typeof way)}
              />
            ) : (
              <p>
                {t(messages.alone)} {t(messages.office)}.{' '}
                {t(messages.officeHelp)}
              </p>
            )}
            {way === 'member' && (
              <Field
                id={idOf('successor')}
                label={t(messages.successor)}
                error={form.errors.successor}
                required
              >
                {(input) => (
                  <select
                    {...input}
                    value={successor}
                    onChange={(event) => setSuccessor(event.target.value)}
                  >
                    <option value="">{t(messages.choose)}</option>
                    {others.map(({ id, fullname }) => (
                      <option key={id} value={id}>
                        {fullname}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            )}
          </>
        ) : (
          <ul>
            <li>{t(messages.losesAccess)}</li>
            {place.kind === 'municipality' && (
              <li>{t(messages.losesMunicipality)}</li>
            )}
            <li>{t(messages.stays)}</li>
            <li>{t(messages.back)}</li>
          </ul>
        )}
        <div className="zr-dialog-actions">
          <button
            type="submit"
            className="zr-button zr-button--danger"
            aria-disabled={form.working}
          >
            {t(form.working ? messages.leaving : messages.leave)}
          </button>
          <button
            type="button"
            className="zr-button zr-button--quiet"
            aria-disabled={form.working}
            onClick={() => !form.working && onClose()}
          >
            {t(messages.cancel)}
          </button>
        </div>
      </form>
    </Dialog>
  );
};

export default LeaveDialog;
