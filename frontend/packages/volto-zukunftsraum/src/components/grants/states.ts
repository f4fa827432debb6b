import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import checkSVG from '@plone/volto/icons/check.svg';
import clearSVG from '@plone/volto/icons/circle-dismiss.svg';
import clockSVG from '@plone/volto/icons/clock.svg';
import pencilSVG from '@plone/volto/icons/pencil.svg';
import sendSVG from '@plone/volto/icons/send.svg';
import undoSVG from '@plone/volto/icons/undo.svg';
import warningSVG from '@plone/volto/icons/warning.svg';

const titles = defineMessages({
  draft: { id: 'zr.grants.state.draft', defaultMessage: 'Draft' },
  submitted: { id: 'zr.grants.state.submitted', defaultMessage: 'Submitted' },
  returned: {
    id: 'zr.grants.state.returned',
    defaultMessage: 'More information requested',
  },
  examination: {
    id: 'zr.grants.state.examination',
    defaultMessage: 'Under examination',
  },
  decision: {
    id: 'zr.grants.state.decision',
    defaultMessage: 'Ready for decision',
  },
  approved: { id: 'zr.grants.state.approved', defaultMessage: 'Approved' },
  rejected: { id: 'zr.grants.state.rejected', defaultMessage: 'Rejected' },
  withdrawn: { id: 'zr.grants.state.withdrawn', defaultMessage: 'Withdrawn' },
  proof: { id: 'zr.grants.state.proof', defaultMessage: 'Proof of use due' },
  proof_submitted: {
    id: 'zr.grants.state.proof_submitted',
    defaultMessage: 'Proof of use under examination',
  },
  settled: { id: 'zr.grants.state.settled', defaultMessage: 'Settled' },
  reclaim: { id: 'zr.grants.state.reclaim', defaultMessage: 'Reclaim' },
});

const steps = defineMessages({
  draft: {
    id: 'zr.grants.next.draft',
    defaultMessage:
      'The municipality completes the application. Its coordinators submit it.',
  },
  submitted: {
    id: 'zr.grants.next.submitted',
    defaultMessage: 'The grant examination begins to examine the application.',
  },
  returned: {
    id: 'zr.grants.next.returned',
    defaultMessage:
      'The municipality adds what is missing, and its coordinators submit the application again.',
  },
  examination: {
    id: 'zr.grants.next.examination',
    defaultMessage: 'The grant examination examines the application.',
  },
  decision: {
    id: 'zr.grants.next.decision',
    defaultMessage: 'Two people decide on the grant.',
  },
  approved: {
    id: 'zr.grants.next.approved',
    defaultMessage: 'The municipality can begin.',
  },
  rejected: {
    id: 'zr.grants.next.rejected',
    defaultMessage: 'Nothing more to do. The letter gives the reasons.',
  },
  withdrawn: {
    id: 'zr.grants.next.withdrawn',
    defaultMessage: 'Nothing more to do.',
  },
  proof: {
    id: 'zr.grants.next.proof',
    defaultMessage:
      'The municipality writes the proof of use, and its coordinators submit it.',
  },
  proof_submitted: {
    id: 'zr.grants.next.proof_submitted',
    defaultMessage: 'The grant examination examines the proof of use.',
  },
  settled: {
    id: 'zr.grants.next.settled',
    defaultMessage: 'Nothing more to do. Thank you for your report.',
  },
  reclaim: {
    id: 'zr.grants.next.reclaim',
    defaultMessage: 'The municipality pays back what the letter says.',
  },
});

export type GrantState = {
  title: MessageDescriptor;
  /** What comes next, and who has to act. */
  next: MessageDescriptor;
  icon: string;
  tone: 'info' | 'positive' | 'warning' | 'danger';
};

const LOOKS: Record<keyof typeof titles, [string, GrantState['tone']]> = {
  draft: [pencilSVG, 'warning'],
  submitted: [sendSVG, 'info'],
  returned: [undoSVG, 'warning'],
  examination: [clockSVG, 'info'],
  decision: [clockSVG, 'info'],
  approved: [checkSVG, 'positive'],
  rejected: [clearSVG, 'danger'],
  withdrawn: [undoSVG, 'info'],
  proof: [warningSVG, 'warning'],
  proof_submitted: [clockSVG, 'info'],
  settled: [checkSVG, 'positive'],
  reclaim: [warningSVG, 'danger'],
};

/** How a state of an application is shown; nothing for what is no state of it. */
export function grantState(state?: string | null): GrantState | null {
  if (!state || !(state in titles)) return null;
  const key = state as keyof typeof titles;
  const [icon, tone] = LOOKS[key];
  return { title: titles[key], next: steps[key], icon, tone };
}

/** The states, in the order of the process. */
export const GRANT_STATES = Object.keys(titles);
