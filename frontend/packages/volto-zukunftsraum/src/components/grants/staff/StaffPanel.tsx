import { useCallback, useState } from 'react';
import { Link } from 'react-router-dom';
import { useDispatch } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import lockSVG from '@plone/volto/icons/lock.svg';
import { getContent } from '@plone/volto/actions/content/content';
import { listActions } from '@plone/volto/actions/actions/actions';
import { longDate } from '../../../helpers/dates';
import { useReload } from '../../../store/useReload';
import Announcement, { useAnnouncement } from '../../dialogs/Announcement';
import ConflictDialog from './ConflictDialog';
import PaymentLine from './PaymentLine';
import Proposal from './Proposal';
import StepDialog from './StepDialog';
import { WORK_LIST, auditPath, workflowPath } from './load';
import { STAFF_STEPS, labels, nameOf, outcomes, staffSteps } from './steps';
import type { StaffStep } from './steps';
import type { GrantWorkflow, StaffContent } from './types';
import { pathOf, useGrantWorkflow } from './useGrantWorkflow';
import { useStaff } from './useStaff';

const messages = defineMessages({
  title: {
    id: 'zr.grants.staff.panel',
    defaultMessage: 'For the grants office',
  },
  list: {
    id: 'zr.grants.staff.panel.list',
    defaultMessage: 'All applications',
  },
  nothing: {
    id: 'zr.grants.staff.panel.nothing',
    defaultMessage: 'There is nothing for you to do here at the moment.',
  },
  forbidden: {
    id: 'zr.grants.staff.panel.forbidden',
    defaultMessage: 'Not for you, by the rule of the four eyes:',
  },
  declared: {
    id: 'zr.grants.staff.panel.declared',
    defaultMessage:
      'You have declared a conflict of interest for this application. Others examine it and decide.',
  },
  conflict: {
    id: 'zr.grants.staff.panel.conflict',
    defaultMessage: 'Declare a conflict of interest',
  },
  conflictDone: {
    id: 'zr.grants.staff.conflict.done',
    defaultMessage:
      'Your conflict of interest is on record. Others go on with the application.',
  },
  until: {
    id: 'zr.grants.staff.return.until',
    defaultMessage: 'The municipality can answer until {date}.',
  },
});

/** States in which there is something to pay, or was. */
const PAID_IN = ['approved', 'proof', 'proof_submitted', 'settled', 'reclaim'];

const FINAL = ['reject', 'reclaim'];

type PanelProps = {
  path: string;
  content: StaffContent;
  workflow: GrantWorkflow;
};

/** What examiners, approvers and finance see and do. */
const Panel = ({ path, content, workflow }: PanelProps) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const dispatch: (action: unknown) => any = useDispatch();
  const reload = useReload();
  const { text, announce } = useAnnouncement();
  const [asked, setAsked] = useState<StaffStep | 'conflict' | null>(null);
  const state = content.review_state;
  const steps = staffSteps(workflow.transitions);
  const forbidden = STAFF_STEPS.flatMap((step) =>
    (workflow.forbidden ?? []).filter(({ transition }) => transition === step),
  );
  // Several steps are kept from somebody for one reason.
  const reasons = [...new Set(forbidden.map(({ message }) => message))];

  const refresh = useCallback(
    async () =>
      Promise.allSettled([
        dispatch(getContent(path)),
        dispatch(listActions(path)),
        reload(
          workflowPath(path),
          auditPath(path),
          `${path}/@papers`,
          `${path}/@visibility`,
        ),
      ]),
    [dispatch, path, reload],
  );

  const done = async (step: StaffStep) => {
    const name = nameOf(step, state);
    setAsked(null);
    const [read] = await refresh();
    const request =
      read.status === 'fulfilled' ? read.value?.process?.request : null;
    const words = [t(outcomes[name])];
    if (step === 'return' && request?.until) {
      words.push(
        t(messages.until, { date: longDate(request.until, intl.locale) }),
      );
    }
    announce(words.join(' '));
  };

  return (
    <section className="zr-panel zr-staff" aria-labelledby="zr-staff-title">
      <div className="zr-staff-head">
        <h2 id="zr-staff-title">{t(messages.title)}</h2>
        <Link to={WORK_LIST}>{t(messages.list)}</Link>
      </div>
      <Announcement text={text} />
      {workflow.conflict && (
        <p className="zr-staff-note">
          <Icon name={lockSVG} size="20px" />
          <span>{t(messages.declared)}</span>
        </p>
      )}
      {steps.length > 0 && (
        <div className="zr-staff-actions">
          {steps.map((step, index) => (
            <button
              key={step}
              type="button"
              className={`zr-button zr-button--${
                FINAL.includes(step)
                  ? 'danger'
                  : index === 0
                    ? 'primary'
                    : 'secondary'
              }`}
              aria-haspopup="dialog"
              onClick={() => setAsked(step)}
            >
              {t(labels[nameOf(step, state)])}
            </button>
          ))}
        </div>
      )}
      {!workflow.conflict && forbidden.length > 0 && (
        <div className="zr-staff-note">
          <Icon name={lockSVG} size="20px" />
          <div>
            <p>
              {t(messages.forbidden)}{' '}
              {forbidden
                .map(({ transition }) =>
                  t(labels[nameOf(transition as StaffStep, state)]),
                )
                .join(', ')}
            </p>
            {reasons.map((reason) => (
              <p key={reason}>{reason}</p>
            ))}
          </div>
        </div>
      )}
      {steps.length === 0 && forbidden.length === 0 && !workflow.conflict && (
        <p>{t(messages.nothing)}</p>
      )}
      {content.process?.proposal && <Proposal content={content} />}
      {PAID_IN.includes(state ?? '') && (
        <PaymentLine
          path={path}
          content={content}
          mayPay={Boolean(workflow.may?.payment)}
          onDone={(words) => {
            announce(words);
            reload(auditPath(path));
          }}
        />
      )}
      {workflow.may?.conflict && !workflow.conflict && (
        <p className="zr-staff-conflict">
          <button
            type="button"
            className="zr-button zr-button--quiet"
            aria-haspopup="dialog"
            onClick={() => setAsked('conflict')}
          >
            {t(messages.conflict)}
          </button>
        </p>
      )}
      {asked === 'conflict' && (
        <ConflictDialog
          path={path}
          onClose={() => setAsked(null)}
          onDone={async () => {
            setAsked(null);
            await refresh();
            announce(t(messages.conflictDone));
          }}
        />
      )}
      {asked && asked !== 'conflict' && (
        <StepDialog
          path={path}
          content={content}
          step={asked}
          onClose={() => setAsked(null)}
          onDone={() => done(asked)}
          onOutdated={refresh}
        />
      )}
    </section>
  );
};

/** On an application: what examiners, approvers and finance do. Nothing for others. */
const StaffPanel = ({ content }: { content: StaffContent }) => {
  const roles = useStaff();
  const path = pathOf(content);
  const workflow = useGrantWorkflow(content);
  return roles.length > 0 && workflow ? (
    <Panel key={path} path={path} content={content} workflow={workflow} />
  ) : null;
};

export default StaffPanel;
