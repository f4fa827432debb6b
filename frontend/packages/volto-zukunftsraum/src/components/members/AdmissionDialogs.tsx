import { useRef, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { CheckField } from '../forms/Choices';
import { TextField } from '../forms/Field';
import type { Listed } from '../listing/urlParameters';
import type { Admission } from './types';

const messages = defineMessages({
  admitTitle: {
    id: 'zr.members.admit.title',
    defaultMessage: 'Admit {name}?',
  },
  admitSees: {
    id: 'zr.members.admit.sees',
    defaultMessage:
      '{name} will see everything in the space of {municipality}, and what is open to members of the network.',
  },
  admitNetwork: {
    id: 'zr.members.admit.network',
    defaultMessage:
      '{name} will become a member of the network without a municipality and see what is open to its members.',
  },
  admitSpace: {
    id: 'zr.members.admit.space',
    defaultMessage:
      '{municipality} has no space yet. It is set up now and belongs to its members alone.',
  },
  admitMail: {
    id: 'zr.members.admit.mail',
    defaultMessage: 'A mail with the good news goes to {email}.',
  },
  coordinator: {
    id: 'zr.members.admit.coordinator',
    defaultMessage: 'Admit as coordinator',
  },
  coordinatorHelp: {
    id: 'zr.members.admit.coordinator.help',
    defaultMessage:
      'Coordinators admit further people, are the contact of their municipality and submit grant applications.',
  },
  coordinatorFirst: {
    id: 'zr.members.admit.coordinator.first',
    defaultMessage:
      'Nobody coordinates this municipality yet. Without a coordinator the programme office keeps deciding.',
  },
  admit: { id: 'zr.members.admit.submit', defaultMessage: 'Admit' },
  rejectTitle: {
    id: 'zr.members.reject.title',
    defaultMessage: 'Reject the request of {name}?',
  },
  rejectText: {
    id: 'zr.members.reject.text',
    defaultMessage:
      '{name} gets a mail at {email} with your reason, word for word. The request is closed; a new one can be made later.',
  },
  reason: { id: 'zr.members.reject.reason', defaultMessage: 'Reason' },
  reasonHelp: {
    id: 'zr.members.reject.reason.help',
    defaultMessage:
      'Friendly and clear: what is missing, and what can be done?',
  },
  reasonMissing: {
    id: 'zr.members.reject.reason.missing',
    defaultMessage: 'Please give a reason; the person reads it.',
  },
  reject: { id: 'zr.members.reject.submit', defaultMessage: 'Reject' },
  decidedAdmit: {
    id: 'zr.members.decision.already.admit',
    defaultMessage: '{by} has admitted {name} already.',
  },
  decidedReject: {
    id: 'zr.members.decision.already.reject',
    defaultMessage: '{by} has rejected this request already.',
  },
  decidedUnknown: {
    id: 'zr.members.decision.already.unknown',
    defaultMessage: 'This request has been decided or withdrawn already.',
  },
  decidedNext: {
    id: 'zr.members.decision.already.next',
    defaultMessage:
      'Nothing was changed by you. The list is loaded anew when you close this.',
  },
});

type Props = {
  request: Admission;
  /** Decided, by this person. */
  onDone: () => void;
  /** `changed`: somebody else was quicker. */
  onClose: (changed: boolean) => void;
};

/** Sends a decision. When somebody else was quicker, it finds out who, and how. */
function useDecision({ request, onClose }: Props) {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const quicker = useRef<{ decided?: Admission } | null>(null);

  const decide = async (decision: Record<string, unknown>) => {
    const { id } = request;
    try {
      await call('post', `/@admissions/${encodeURIComponent(id)}`, decision);
    } catch (failure) {
      if ((failure as Failure).status === 409) {
        const list = await call<Listed<Admission>>(
          'get',
          '/@admissions?status=decided&b_size=100',
        ).catch(() => null);
        quicker.current = {
          decided: list?.items.find((other) => other.id === id),
        };
      }
      throw failure;
    }
  };

  const explain = ({ status }: Failure) => {
    if (status !== 409) return undefined;
    const decided = quicker.current?.decided;
    return (
      <>
        <p>
          {decided?.decided_by
            ? t(
                decided.status === 'admitted'
                  ? messages.decidedAdmit
                  : messages.decidedReject,
                { by: decided.decided_by, name: request.fullname },
              )
            : t(messages.decidedUnknown)}
        </p>
        <p>{t(messages.decidedNext)}</p>
      </>
    );
  };

  return { decide, explain, close: () => onClose(quicker.current !== null) };
}

/** Says what admitting means, who gets a mail, and asks for the role. */
export const AdmitDialog = (props: Props) => {
  const { request, onDone } = props;
  const intl = useIntl();
  const t = intl.formatMessage;
  const { municipality } = request;
  const isLeaderless = Boolean(municipality && municipality.coordinators === 0);
  const [coordinator, setCoordinator] = useState(request.first || isLeaderless);
  const { decide, explain, close } = useDecision(props);
  const name = request.fullname;

  return (
    <FormDialog
      title={t(messages.admitTitle, { name })}
      submitLabel={t(messages.admit)}
      action={() =>
        decide({
          decision: 'admit',
          coordinator: Boolean(municipality) && coordinator,
        })
      }
      explain={explain}
      onDone={onDone}
      onClose={close}
    >
      <p>
        {municipality
          ? t(messages.admitSees, { name, municipality: municipality.name })
          : t(messages.admitNetwork, { name })}
      </p>
      {municipality && !municipality.space_exists && (
        <p>{t(messages.admitSpace, { municipality: municipality.name })}</p>
      )}
      <p>{t(messages.admitMail, { email: request.email })}</p>
      {municipality && (
        <CheckField
          id="zr-admit-coordinator"
          name="coordinator"
          label={t(messages.coordinator)}
          help={
            <>
              {t(messages.coordinatorHelp)}
              {isLeaderless && ` ${t(messages.coordinatorFirst)}`}
            </>
          }
          checked={coordinator}
          onChange={setCoordinator}
        />
      )}
    </FormDialog>
  );
};

/** Asks for the reason, which the person reads. */
export const RejectDialog = (props: Props) => {
  const { request, onDone } = props;
  const intl = useIntl();
  const t = intl.formatMessage;
  const [reason, setReason] = useState('');
  const { decide, explain, close } = useDecision(props);
  const name = request.fullname;

  return (
    <FormDialog
      title={t(messages.rejectTitle, { name })}
      submitLabel={t(messages.reject)}
      danger
      action={async () => {
        if (!reason.trim()) {
          const message = t(messages.reasonMissing);
          const failure: Failure = {
            status: 400,
            message,
            errors: [{ field: 'reason', message }],
          };
          throw failure;
        }
        await decide({ decision: 'reject', reason: reason.trim() });
      }}
      explain={explain}
      onDone={onDone}
      onClose={close}
    >
      {(errors) => (
        <>
          <p>{t(messages.rejectText, { name, email: request.email })}</p>
          <TextField
            id="zr-reject-reason"
            name="reason"
            required
            rows={4}
            maxLength={1000}
            label={t(messages.reason)}
            help={t(messages.reasonHelp)}
            error={errors.reason}
            value={reason}
            onChange={setReason}
          />
        </>
      )}
    </FormDialog>
  );
};
