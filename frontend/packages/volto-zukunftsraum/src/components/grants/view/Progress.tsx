import { defineMessages, useIntl } from 'react-intl';
import cx from 'classnames';
import { longDate } from '../../../helpers/dates';
import type { Application } from '../types';

const messages = defineMessages({
  title: {
    id: 'zr.grants.progress',
    defaultMessage: 'Where the application stands',
  },
  application: {
    id: 'zr.grants.progress.application',
    defaultMessage: 'Application',
  },
  examination: {
    id: 'zr.grants.progress.examination',
    defaultMessage: 'Examination',
  },
  decision: { id: 'zr.grants.progress.decision', defaultMessage: 'Decision' },
  measure: { id: 'zr.grants.progress.measure', defaultMessage: 'Measure' },
  proof: { id: 'zr.grants.progress.proof', defaultMessage: 'Proof of use' },
  settlement: {
    id: 'zr.grants.progress.settlement',
    defaultMessage: 'Settlement',
  },
  done: { id: 'zr.grants.progress.done', defaultMessage: 'done' },
  doneOn: { id: 'zr.grants.progress.doneOn', defaultMessage: 'done on {day}' },
  now: { id: 'zr.grants.progress.now', defaultMessage: 'now: {who}' },
  end: { id: 'zr.grants.progress.end', defaultMessage: 'ends here' },
  municipality: {
    id: 'zr.grants.progress.municipality',
    defaultMessage: 'the municipality',
  },
  examiners: {
    id: 'zr.grants.progress.examiners',
    defaultMessage: 'the grant examination',
  },
  approvers: {
    id: 'zr.grants.progress.approvers',
    defaultMessage: 'the grant decision',
  },
});

const STAGES = [
  'application',
  'examination',
  'decision',
  'measure',
  'proof',
  'settlement',
] as const;

type Who = 'municipality' | 'examiners' | 'approvers';

/** State → the stage it belongs to, and who acts. */
const PLACES: Record<string, [stage: number, who: Who | null]> = {
  draft: [0, 'municipality'],
  returned: [0, 'municipality'],
  submitted: [1, 'examiners'],
  examination: [1, 'examiners'],
  decision: [2, 'approvers'],
  rejected: [2, null],
  approved: [3, 'municipality'],
  proof: [4, 'municipality'],
  proof_submitted: [4, 'examiners'],
  reclaim: [5, 'municipality'],
  settled: [6, null],
};

/** The stages of an application: what is done, where it is, who acts. */
const Progress = ({ application }: { application: Application }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const place = PLACES[application.review_state ?? ''];
  // Who has withdrawn an application knows where.
  if (!place) return null;
  const [current, who] = place;
  const { submitted, decision, settlement } = application.process ?? {};
  const days: Record<number, string> = {
    0: longDate(submitted?.time, intl.locale),
    2: longDate(decision?.time, intl.locale),
    5: longDate(settlement?.time, intl.locale),
  };
  return (
    <section
      className="zr-grant-progress"
      aria-labelledby="zr-grant-progress-title"
    >
      <h2 id="zr-grant-progress-title">{t(messages.title)}</h2>
      <ol>
        {STAGES.map((name, index) => {
          const isDone = index < current;
          const isCurrent = index === current;
          return (
            <li
              key={name}
              className={cx({ done: isDone, current: isCurrent })}
              aria-current={isCurrent ? 'step' : undefined}
            >
              <strong>{t(messages[name])}</strong>
              {isDone && (
                <span>
                  {days[index]
                    ? t(messages.doneOn, { day: days[index] })
                    : t(messages.done)}
                </span>
              )}
              {isCurrent && (
                <span>
                  {who
                    ? t(messages.now, { who: t(messages[who]) })
                    : t(messages.end)}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
};

export default Progress;
