import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { euros } from '../../../helpers/numbers';
import FormDialog from '../../dialogs/FormDialog';
import { useCall } from '../../forms/call';
import type { Failure } from '../../forms/call';
import { CheckField } from '../../forms/Choices';
import { TextField } from '../../forms/Field';
import { cents, sentAmount, shownAmount, sum, textOf } from '../form/money';
import EarlyStart from './EarlyStart';
import type { Answer } from './EarlyStart';
import { FORMS, explanations, labels, nameOf } from './steps';
import type { StaffStep, StepField } from './steps';
import type { StaffContent } from './types';
import { pointsOf, useCallContent } from './useCallContent';

const messages = defineMessages({
  proposed: {
    id: 'zr.grants.staff.amount.propose',
    defaultMessage: 'Amount to be approved (EUR)',
  },
  approved: {
    id: 'zr.grants.staff.amount.approve',
    defaultMessage: 'Approved amount (EUR)',
  },
  settled: {
    id: 'zr.grants.staff.amount.settle',
    defaultMessage: 'Accepted amount (EUR)',
  },
  reclaimed: {
    id: 'zr.grants.staff.amount.reclaim',
    defaultMessage: 'Amount to be paid back (EUR)',
  },
  asked: {
    id: 'zr.grants.staff.amount.asked',
    defaultMessage: '{asked} are asked for.',
  },
  askedAndProposed: {
    id: 'zr.grants.staff.amount.proposed',
    defaultMessage: '{asked} are asked for, {proposed} are proposed.',
  },
  spent: {
    id: 'zr.grants.staff.amount.spent',
    defaultMessage: '{approved} are approved; the receipts come to {receipts}.',
  },
  most: {
    id: 'zr.grants.staff.amount.most',
    defaultMessage: 'At most what is approved can be accepted.',
  },
  reasons: {
    id: 'zr.grants.staff.reasons',
    defaultMessage: 'Reasons',
  },
  reasonsInside: {
    id: 'zr.grants.staff.reasons.propose',
    defaultMessage:
      'For the person who decides. The municipality does not see this.',
  },
  reasonsLetter: {
    id: 'zr.grants.staff.reasons.letter',
    defaultMessage: 'They stand in the letter to the municipality.',
  },
  conditions: {
    id: 'zr.grants.staff.conditions',
    defaultMessage: 'Conditions',
  },
  conditionsHelp: {
    id: 'zr.grants.staff.conditions.help',
    defaultMessage:
      'They stand in the letter of approval, beside those that the call has for all.',
  },
  comment: { id: 'zr.grants.staff.comment', defaultMessage: 'Note' },
  commentHelp: {
    id: 'zr.grants.staff.comment.help',
    defaultMessage: 'For the record of the application.',
  },
  request: {
    id: 'zr.grants.staff.request',
    defaultMessage: 'What is missing?',
  },
  requestHelp: {
    id: 'zr.grants.staff.request.help',
    defaultMessage:
      '{days, plural, one {The municipality has one day to answer.} other {The municipality has # days to answer; the last day stands in the letter.}}',
  },
  formal: {
    id: 'zr.grants.staff.checklist.formal',
    defaultMessage: 'Formal checks: what is fulfilled?',
  },
  content: {
    id: 'zr.grants.staff.checklist.content',
    defaultMessage: 'Checks of the content: what is fulfilled?',
  },
  loading: {
    id: 'zr.grants.staff.checklist.loading',
    defaultMessage: 'The checklist of the call is being loaded …',
  },
  noChecklist: {
    id: 'zr.grants.staff.checklist.failed',
    defaultMessage:
      'The checklist of the call could not be loaded. Please close this and try again.',
  },
  confirm: {
    id: 'zr.grants.staff.confirm',
    defaultMessage:
      'I have checked this, I have no conflict of interest, and I know that this step is final.',
  },
  earlyMissing: {
    id: 'zr.grants.staff.earlyStart.missing',
    defaultMessage: 'Please decide on the early start.',
  },
  confirmMissing: {
    id: 'zr.grants.staff.confirm.missing',
    defaultMessage: 'Please confirm this. Nothing has happened yet.',
  },
});

const AMOUNTS = {
  propose: messages.proposed,
  approve: messages.approved,
  settle: messages.settled,
  reclaim: messages.reclaimed,
} as const;

const id = (field: string) => `zr-staff-${field}`;

/** What the receipts come to, as a text; "" where there are none. */
export const receiptsTotal = (content: StaffContent): string =>
  content.receipts?.length
    ? textOf(
        sum(content.receipts.map(({ amount }) => cents(String(amount ?? '')))),
      )
    : '';

/** What stands in the form when it opens. */
export function firstValues(
  step: StaffStep,
  content: StaffContent,
): Record<Exclude<StepField, 'checklist'>, string> {
  const { submitted, proposal, decision } = content.process ?? {};
  const approved = decision?.amount ?? '';
  const receipts = receiptsTotal(content);
  const accepted =
    receipts && (cents(receipts) ?? 0) < (cents(approved) ?? 0)
      ? receipts
      : approved;
  const amounts: Partial<Record<StaffStep, string | null | undefined>> = {
    propose: proposal?.amount ?? submitted?.amount,
    approve: proposal?.amount,
    settle: receipts ? accepted : '',
    reclaim: String(content.repayment ?? ''),
  };
  return {
    amount: shownAmount(amounts[step]),
    // Who proposes once more begins with what was said before.
    reasons: step === 'propose' ? proposal?.reasons ?? '' : '',
    conditions: proposal?.conditions ?? '',
    comment: '',
  };
}

type Props = {
  /** Path of the application. */
  path: string;
  content: StaffContent;
  step: StaffStep;
  onDone: () => void;
  onClose: () => void;
  /** It was refused since something is not as it was: read it anew. */
  onOutdated: () => void;
};

/** Asks what belongs to a step of the process, says what will happen, and does it. */
const StepDialog = ({
  path,
  content,
  step,
  onDone,
  onClose,
  onOutdated,
}: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const grantCall = useCallContent(content);
  const [values, setValues] = useState(() => firstValues(step, content));
  const [fulfilled, setFulfilled] = useState<string[]>(
    () => content.process?.proposal?.checklist ?? [],
  );
  const [confirmed, setConfirmed] = useState(false);
  const [early, setEarly] = useState<Answer>('');
  const asksEarly = step === 'approve' && Boolean(content.early_start);
  const form = FORMS[step];
  // What it is called does not change while the page is read anew behind it.
  const [name] = useState(() => nameOf(step, content.review_state));
  const set = (field: keyof typeof values) => (value: string) =>
    setValues((now) => ({ ...now, [field]: value }));
  const needsCall = form.fields.includes('checklist') && content.call;
  const points = pointsOf(grantCall.data);
  const money = (amount?: string | number | null) => euros(amount, intl.locale);

  const action = async () => {
    const errors = [
      ...(asksEarly && !early
        ? [{ field: 'early_start', message: t(messages.earlyMissing) }]
        : []),
      ...(form.final && !confirmed
        ? [{ field: 'confirmed', message: t(messages.confirmMissing) }]
        : []),
    ];
    if (errors.length > 0) {
      const failure: Failure = { status: 400, message: '', errors };
      throw failure;
    }
    const said: Record<string, unknown> = form.final ? { conflict: false } : {};
    if (asksEarly) said.early_start = early === 'yes';
    for (const field of form.fields) {
      if (field === 'checklist') {
        said.checklist = points.filter((point) => fulfilled.includes(point));
      } else if (field === 'amount') said.amount = sentAmount(values.amount);
      else said[field] = values[field];
    }
    try {
      await call('post', `${path}/@workflow/${step}`, said);
    } catch (failure) {
      if ((failure as Failure).status === 409) onOutdated();
      throw failure;
    }
  };

  const { submitted, proposal, decision } = content.process ?? {};
  const spent = t(messages.spent, {
    approved: money(decision?.amount),
    receipts: money(receiptsTotal(content) || '0'),
  });
  const limits = {
    propose: t(messages.asked, { asked: money(submitted?.amount) }),
    approve: t(messages.askedAndProposed, {
      asked: money(submitted?.amount),
      proposed: money(proposal?.amount),
    }),
    settle: `${spent} ${t(messages.most)}`,
    reclaim: spent,
  };
  const isLetter = step === 'return' || step === 'return_proof';
  const days = grantCall.data?.return_days;

  const texts = {
    reasons: {
      label: t(messages.reasons),
      help: t(
        step === 'propose' ? messages.reasonsInside : messages.reasonsLetter,
      ),
    },
    conditions: {
      label: t(messages.conditions),
      help: t(messages.conditionsHelp),
    },
    comment: isLetter
      ? {
          label: t(messages.request),
          help:
            step === 'return' && days
              ? t(messages.requestHelp, { days })
              : undefined,
        }
      : { label: t(messages.comment), help: t(messages.commentHelp) },
  };

  return (
    <FormDialog
      title={t(labels[name])}
      submitLabel={t(labels[name])}
      danger={form.danger}
      disabled={Boolean(needsCall && !grantCall.data)}
      action={action}
      onDone={onDone}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t(explanations[name])}</p>
          {form.fields.map((field) => {
            if (field === 'checklist') {
              return needsCall && !grantCall.data ? (
                <p key={field} role="status" className="zr-muted">
                  {t(
                    grantCall.failed ? messages.noChecklist : messages.loading,
                  )}
                </p>
              ) : (
                (
                  [
                    [messages.formal, grantCall.data?.formal_checklist],
                    [messages.content, grantCall.data?.content_checklist],
                  ] as const
                ).map(
                  ([legend, some]) =>
                    some &&
                    some.length > 0 && (
                      <fieldset key={legend.id} className="zr-choices">
                        <legend>{t(legend)}</legend>
                        {some.map((point) => {
                          const index = points.indexOf(point);
                          return (
                            <CheckField
                              key={point}
                              id={id(`checklist-${index}`)}
                              name="checklist"
                              label={point}
                              error={index === 0 ? errors.checklist : undefined}
                              checked={fulfilled.includes(point)}
                              onChange={(checked) =>
                                setFulfilled((now) =>
                                  checked
                                    ? [...now, point]
                                    : now.filter((other) => other !== point),
                                )
                              }
                            />
                          );
                        })}
                      </fieldset>
                    ),
                )
              );
            }
            const isAmount = field === 'amount';
            return (
              <TextField
                key={field}
                id={id(field)}
                name={field}
                required={form.required.includes(field)}
                error={errors[field]}
                value={values[field]}
                onChange={set(field)}
                {...(isAmount
                  ? {
                      label: t(AMOUNTS[step as keyof typeof AMOUNTS]),
                      help: limits[step as keyof typeof limits],
                      inputMode: 'decimal' as const,
                      autoComplete: 'off',
                      maxLength: 20,
                    }
                  : {
                      ...texts[field],
                      rows: field === 'comment' && !isLetter ? 2 : 5,
                      maxLength: 5000,
                    })}
              />
            );
          })}
          {asksEarly && (
            <EarlyStart
              content={content}
              error={errors.early_start}
              value={early}
              onChange={setEarly}
            />
          )}
          {form.final && (
            <CheckField
              id={id('confirmed')}
              name="confirmed"
              required
              label={t(messages.confirm)}
              error={errors.confirmed ?? errors.conflict}
              checked={confirmed}
              onChange={setConfirmed}
            />
          )}
        </>
      )}
    </FormDialog>
  );
};

export default StepDialog;
