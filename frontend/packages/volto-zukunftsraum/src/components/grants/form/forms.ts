import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { Application } from '../types';
import { GRANT_STEPS, PROOF_STEPS } from './steps';
import type { GrantStep } from './steps';

const messages = defineMessages({
  title: {
    id: 'zr.grants.form.title',
    defaultMessage: 'Application: {title}',
  },
  complete: {
    id: 'zr.grants.form.complete',
    defaultMessage: 'Everything is there. The application can be submitted.',
  },
  coordinators: {
    id: 'zr.grants.form.coordinators',
    defaultMessage:
      'A coordinator of your municipality submits the application. Tell them that it is ready.',
  },
  submit: {
    id: 'zr.grants.form.submit',
    defaultMessage: 'Submit the application',
  },
  submitText: {
    id: 'zr.grants.form.submitText',
    defaultMessage:
      'After that it cannot be changed any more. The amount asked for is reserved in your budget.',
  },
  proofTitle: {
    id: 'zr.grants.form.proof.title',
    defaultMessage: 'Proof of use: {title}',
  },
  proofComplete: {
    id: 'zr.grants.form.proof.complete',
    defaultMessage: 'Everything is there. The proof of use can be submitted.',
  },
  proofCoordinators: {
    id: 'zr.grants.form.proof.coordinators',
    defaultMessage:
      'A coordinator of your municipality submits the proof of use. Tell them that it is ready.',
  },
  proofSubmit: {
    id: 'zr.grants.form.proof.submit',
    defaultMessage: 'Submit the proof of use',
  },
  proofSubmitText: {
    id: 'zr.grants.form.proof.submitText',
    defaultMessage:
      'After that it cannot be changed any more. The grant examination looks at it next.',
  },
});

/** What is written in steps: an application, or its proof of use. */
export type WrittenForm = {
  key: 'application' | 'proof';
  /** The last one sums up and has no fields. */
  steps: GrantStep[];
  /** The transitions that submit it. */
  transitions: string[];
  title: MessageDescriptor;
  complete: MessageDescriptor;
  /** For who may not submit it. */
  coordinators: MessageDescriptor;
  submit: MessageDescriptor;
  submitText: MessageDescriptor;
};

const APPLICATION: WrittenForm = {
  key: 'application',
  steps: GRANT_STEPS,
  transitions: ['submit', 'resubmit'],
  title: messages.title,
  complete: messages.complete,
  coordinators: messages.coordinators,
  submit: messages.submit,
  submitText: messages.submitText,
};

const PROOF: WrittenForm = {
  key: 'proof',
  steps: PROOF_STEPS,
  transitions: ['submit_proof'],
  title: messages.proofTitle,
  complete: messages.proofComplete,
  coordinators: messages.proofCoordinators,
  submit: messages.proofSubmit,
  submitText: messages.proofSubmitText,
};

/** What the municipality writes while the application is in this state; nothing in most states. */
export const formOf = (state?: string): WrittenForm | null =>
  state === 'draft' || state === 'returned'
    ? APPLICATION
    : state === 'proof'
      ? PROOF
      : null;

/** With the goals of the application in the proof of use, as long as nothing is written there. */
export const withGoals = (application: Application): Application =>
  application.proof_goals?.length
    ? application
    : {
        ...application,
        proof_goals: (application.goals ?? []).map(({ goal }) => ({
          goal,
          result: '',
          deviation: '',
        })),
      };
