import { defineMessages, useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import { longDate } from '../../../helpers/dates';
import { euros } from '../../../helpers/numbers';
import Facts from '../../page/Facts';
import type { Application, GrantStepDone } from '../types';

const messages = defineMessages({
  approve: { id: 'zr.grants.view.approve', defaultMessage: 'Approved' },
  reject: { id: 'zr.grants.view.reject', defaultMessage: 'Rejected' },
  withdraw: { id: 'zr.grants.view.withdrawal', defaultMessage: 'Withdrawn' },
  settle: { id: 'zr.grants.view.settle', defaultMessage: 'Settled' },
  reclaim: { id: 'zr.grants.view.reclaim', defaultMessage: 'Reclaim' },
  day: { id: 'zr.grants.view.day', defaultMessage: 'Day' },
  approved: {
    id: 'zr.grants.view.approved',
    defaultMessage: 'Approved amount',
  },
  accepted: {
    id: 'zr.grants.view.accepted',
    defaultMessage: 'Accepted amount',
  },
  reclaimed: {
    id: 'zr.grants.view.reclaimed',
    defaultMessage: 'To be paid back',
  },
  conditions: { id: 'zr.grants.view.conditions', defaultMessage: 'Conditions' },
  reasons: { id: 'zr.grants.view.reasons', defaultMessage: 'Reasons' },
  comment: { id: 'zr.grants.view.comment', defaultMessage: 'Comment' },
});

/** Transition → what its amount is. */
const AMOUNTS: Record<string, MessageDescriptor | undefined> = {
  approve: messages.approved,
  settle: messages.accepted,
  reclaim: messages.reclaimed,
};

const Decision = ({ step }: { step: GrantStepDone }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const amount = AMOUNTS[step.transition];
  const text = (value?: string) =>
    value && <span className="zr-own-lines">{value}</span>;
  return (
    <section
      className="zr-panel"
      aria-labelledby={`zr-grant-${step.transition}`}
    >
      <h2 id={`zr-grant-${step.transition}`}>
        {t(messages[step.transition as keyof typeof messages])}
      </h2>
      <Facts
        facts={[
          { name: t(messages.day), value: longDate(step.time, intl.locale) },
          ...(amount
            ? [{ name: t(amount), value: euros(step.amount, intl.locale) }]
            : []),
          { name: t(messages.conditions), value: text(step.conditions) },
          { name: t(messages.reasons), value: text(step.reasons) },
          { name: t(messages.comment), value: text(step.comment) },
        ]}
      />
    </section>
  );
};

/** What was decided: approval or rejection, withdrawal, settlement, reclaim; the newest first. */
const Decisions = ({ application }: { application: Application }) => {
  const { decision, settlement, reclaim, withdrawal } =
    application.process ?? {};
  return (
    <>
      {[settlement, reclaim, withdrawal, decision].map(
        (step) => step && <Decision key={step.transition} step={step} />,
      )}
    </>
  );
};

export default Decisions;
