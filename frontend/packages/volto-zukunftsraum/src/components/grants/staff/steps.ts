import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';

/** Steps of the process that grant roles go; those of the municipality are elsewhere. */
export const STAFF_STEPS = [
  'examine',
  'propose',
  'return',
  'approve',
  'reject',
  'start_proof',
  'settle',
  'return_proof',
  'reclaim',
] as const;

export type StaffStep = (typeof STAFF_STEPS)[number];

export type StepField =
  | 'comment'
  | 'amount'
  | 'reasons'
  | 'conditions'
  | 'checklist';

type StepForm = {
  fields: StepField[];
  required: StepField[];
  /** Letters go out, money is booked, nothing can be taken back: it has to be confirmed. */
  final?: boolean;
  danger?: boolean;
};

/** What is asked with each step; the API says what is wrong with it. */
export const FORMS: Record<StaffStep, StepForm> = {
  examine: { fields: ['comment'], required: [] },
  return: { fields: ['comment'], required: ['comment'] },
  propose: {
    fields: ['checklist', 'amount', 'reasons', 'conditions'],
    required: ['amount', 'reasons'],
  },
  approve: {
    fields: ['amount', 'conditions', 'comment'],
    required: ['amount'],
    final: true,
  },
  reject: {
    fields: ['reasons'],
    required: ['reasons'],
    final: true,
    danger: true,
  },
  start_proof: { fields: [], required: [] },
  return_proof: { fields: ['comment'], required: ['comment'] },
  settle: {
    fields: ['amount', 'comment'],
    required: ['amount'],
    final: true,
  },
  reclaim: {
    fields: ['amount', 'reasons'],
    required: ['amount', 'reasons'],
    final: true,
    danger: true,
  },
};

/** The steps of grant roles among those that somebody may begin, in our order. */
export const staffSteps = (transitions: { '@id': string }[]): StaffStep[] => {
  const names = transitions.map((one) => one['@id'].split('/').pop());
  return STAFF_STEPS.filter((step) => names.includes(step));
};

export const labels = defineMessages({
  examine: {
    id: 'zr.grants.staff.examine',
    defaultMessage: 'Begin the examination',
  },
  back: {
    id: 'zr.grants.staff.back',
    defaultMessage: 'Back to the examination',
  },
  return: {
    id: 'zr.grants.staff.return',
    defaultMessage: 'Ask for more',
  },
  propose: {
    id: 'zr.grants.staff.propose',
    defaultMessage: 'Propose a decision',
  },
  approve: { id: 'zr.grants.staff.approve', defaultMessage: 'Approve' },
  reject: { id: 'zr.grants.staff.reject', defaultMessage: 'Reject' },
  start_proof: {
    id: 'zr.grants.staff.startProof',
    defaultMessage: 'Ask for the proof of use',
  },
  return_proof: {
    id: 'zr.grants.staff.returnProof',
    defaultMessage: 'Send the proof back',
  },
  settle: { id: 'zr.grants.staff.settle', defaultMessage: 'Settle' },
  reclaim: { id: 'zr.grants.staff.reclaim', defaultMessage: 'Reclaim money' },
});

/** What happens with the step, said before it is done. */
export const explanations = defineMessages({
  examine: {
    id: 'zr.grants.staff.examine.text',
    defaultMessage:
      'You take the application into examination. Whoever examines does not decide later.',
  },
  back: {
    id: 'zr.grants.staff.back.text',
    defaultMessage:
      'The application goes back to the examiners. Say what has to be looked at again.',
  },
  return: {
    id: 'zr.grants.staff.return.text',
    defaultMessage:
      'The municipality gets your text as a letter and can change the application again.',
  },
  propose: {
    id: 'zr.grants.staff.propose.text',
    defaultMessage:
      'Another person decides on your proposal. The municipality sees neither reasons nor checklist.',
  },
  approve: {
    id: 'zr.grants.staff.approve.text',
    defaultMessage:
      'The letter of approval is made at once, the amount is booked, and the municipality is told. Amount and conditions are those of the proposal, unless you change them.',
  },
  reject: {
    id: 'zr.grants.staff.reject.text',
    defaultMessage:
      'The letter of rejection is made at once with your reasons, the reserved amount becomes free, and the municipality is told.',
  },
  start_proof: {
    id: 'zr.grants.staff.startProof.text',
    defaultMessage:
      'The municipality is asked for its report and its receipts. By itself this happens at the end of the period.',
  },
  return_proof: {
    id: 'zr.grants.staff.returnProof.text',
    defaultMessage:
      'The municipality gets your text as a letter and can change its proof of use.',
  },
  settle: {
    id: 'zr.grants.staff.settle.text',
    defaultMessage:
      'The accepted amount is booked as spent, the rest becomes free, and the municipality gets the final letter.',
  },
  reclaim: {
    id: 'zr.grants.staff.reclaim.text',
    defaultMessage:
      'The municipality gets a letter with the amount and your reasons. You settle the application when the money is back.',
  },
});

/** What is said when it is done. */
export const outcomes: Record<StaffStep | 'back', MessageDescriptor> =
  defineMessages({
    examine: {
      id: 'zr.grants.staff.examine.done',
      defaultMessage: 'The application is under examination.',
    },
    back: {
      id: 'zr.grants.staff.back.done',
      defaultMessage: 'The application is with the examiners again.',
    },
    return: {
      id: 'zr.grants.staff.return.done',
      defaultMessage: 'The municipality is asked for more.',
    },
    propose: {
      id: 'zr.grants.staff.propose.done',
      defaultMessage: 'Your proposal is there. Another person decides.',
    },
    approve: {
      id: 'zr.grants.staff.approve.done',
      defaultMessage:
        'The application is approved. The municipality gets the letter.',
    },
    reject: {
      id: 'zr.grants.staff.reject.done',
      defaultMessage:
        'The application is rejected. The municipality gets the letter.',
    },
    start_proof: {
      id: 'zr.grants.staff.startProof.done',
      defaultMessage: 'The municipality is asked for the proof of use.',
    },
    return_proof: {
      id: 'zr.grants.staff.returnProof.done',
      defaultMessage: 'The municipality has its proof of use back.',
    },
    settle: {
      id: 'zr.grants.staff.settle.done',
      defaultMessage:
        'The application is settled. The municipality gets the final letter.',
    },
    reclaim: {
      id: 'zr.grants.staff.reclaim.done',
      defaultMessage:
        'The money is reclaimed. The municipality gets the letter.',
    },
  });

/** An approver who begins the examination again sends back; for examiners it is the beginning. */
export const nameOf = (step: StaffStep, state?: string): StaffStep | 'back' =>
  step === 'examine' && state === 'decision' ? 'back' : step;
