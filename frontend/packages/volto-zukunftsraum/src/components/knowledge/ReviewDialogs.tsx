import { useState } from 'react';
import type { ReactNode } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { TextField } from '../forms/Field';
import SuccessorPicker from './SuccessorPicker';
import { copyPath, workflowPath } from './load';

const messages = defineMessages({
  comment: { id: 'zr.knowledge.comment', defaultMessage: 'Comment' },
  toAuthor: {
    id: 'zr.knowledge.comment.toAuthor',
    defaultMessage: 'The author reads it. It stays in the history.',
  },
  toEditors: {
    id: 'zr.knowledge.comment.toEditors',
    defaultMessage: 'The editors read it. It stays in the history.',
  },
  missing: {
    id: 'zr.knowledge.missing',
    defaultMessage: 'This is still missing:',
  },
  submit: {
    id: 'zr.knowledge.submit',
    defaultMessage: 'Submit to the editors',
  },
  submitText: {
    id: 'zr.knowledge.submit.text',
    defaultMessage:
      'The editors read your text and publish it, or write to you what is still missing. Until they have decided you cannot change it, but you can take it back at any time.',
  },
  retract: { id: 'zr.knowledge.retract', defaultMessage: 'Take it back' },
  retractText: {
    id: 'zr.knowledge.retract.text',
    defaultMessage:
      'The text becomes a draft again. You can change it and submit it once more.',
  },
  publish: { id: 'zr.knowledge.publish', defaultMessage: 'Publish' },
  publishText: {
    id: 'zr.knowledge.publish.text',
    defaultMessage:
      'Everybody can read the text then, without an account, too.',
  },
  release: {
    id: 'zr.knowledge.release',
    defaultMessage: 'Release to members',
  },
  releaseText: {
    id: 'zr.knowledge.release.text',
    defaultMessage: 'All members of the network can read the text then.',
  },
  send_back: { id: 'zr.knowledge.sendBack', defaultMessage: 'Send back' },
  send_backText: {
    id: 'zr.knowledge.sendBack.text',
    defaultMessage:
      'The author gets the text as a draft, with your comment, and can submit it again.',
  },
  restore: { id: 'zr.knowledge.restore', defaultMessage: 'Restore' },
  restoreText: {
    id: 'zr.knowledge.restore.text',
    defaultMessage: 'The text comes back from the archive.',
  },
  archive: { id: 'zr.knowledge.archive', defaultMessage: 'Archive' },
  archiveText: {
    id: 'zr.knowledge.archive.text',
    defaultMessage:
      'Readers do not find the text any more. Whoever follows an old link learns that it is archived, and where to read on.',
  },
  reviewed: {
    id: 'zr.knowledge.reviewed',
    defaultMessage: 'Checked, still right',
  },
  reviewedText: {
    id: 'zr.knowledge.reviewed.text',
    defaultMessage:
      'The text stays as it is. Readers see that it was checked today.',
  },
  nextReview: {
    id: 'zr.knowledge.nextReview',
    defaultMessage: 'Next check',
  },
  nextReviewHelp: {
    id: 'zr.knowledge.nextReview.help',
    defaultMessage: 'If you leave it empty, the interval of the text counts.',
  },
  checkout: {
    id: 'zr.knowledge.checkout',
    defaultMessage: 'Make a working copy',
  },
  checkoutText: {
    id: 'zr.knowledge.checkout.text',
    defaultMessage:
      'You change the copy in peace. Readers go on seeing the approved version until the copy is taken over.',
  },
  checkin: { id: 'zr.knowledge.checkin', defaultMessage: 'Take over the copy' },
  checkinText: {
    id: 'zr.knowledge.checkin.text',
    defaultMessage:
      'The copy takes the place of the approved version. Readers see it at once. The earlier version stays in the history.',
  },
  discard: { id: 'zr.knowledge.discard', defaultMessage: 'Discard the copy' },
  discardText: {
    id: 'zr.knowledge.discard.text',
    defaultMessage:
      'The copy is deleted with everything that was changed in it. The approved version stays as it is.',
  },
});

export const actionLabels = messages as Record<string, MessageDescriptor>;

/** Decisions of the workflow that need no more than a comment. */
export const TRANSITIONS = [
  'submit',
  'retract',
  'publish',
  'release',
  'send_back',
  'restore',
] as const;

export type Decision =
  | (typeof TRANSITIONS)[number]
  | 'archive'
  | 'reviewed'
  | 'checkout'
  | 'checkin'
  | 'discard';

/** Comments on these are for the editors. */
const FOR_EDITORS: Decision[] = ['submit', 'retract', 'reviewed', 'checkin'];
const WITHOUT_COMMENT: Decision[] = ['checkout', 'discard'];

const LONGEST = 2000;

type Props = {
  path: string;
  decision: Decision;
  /** With the address of the copy, when one was made. */
  onDone: (answer?: { '@id'?: string }) => void;
  onClose: () => void;
};

/** Asks for a decision about a text, with a comment, and sends it. */
const ReviewDialog = ({ path, decision, onDone, onClose }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const [comment, setComment] = useState('');
  const [nextReview, setNextReview] = useState('');
  const [successor, setSuccessor] = useState('');
  const [answer] = useState<{ current?: { '@id'?: string } }>({});

  const send = async () => {
    switch (decision) {
      case 'archive':
        return call('post', `${path}/@archive`, {
          comment,
          successor: successor || null,
        });
      case 'reviewed':
        return call('post', `${path}/@reviewed`, {
          comment,
          ...(nextReview && { next_review: nextReview }),
        });
      case 'checkout':
        answer.current = await call('post', copyPath(path));
        return answer.current;
      case 'checkin':
        return call('patch', copyPath(path), { comment });
      case 'discard':
        return call('del', copyPath(path));
      default:
        return call('post', `${workflowPath(path)}/${decision}`, { comment });
    }
  };

  /** What is missing in the text is told as a list; other failures in the usual words. */
  const explain = ({ status, errors }: Failure): ReactNode =>
    status === 400 && errors.length > 0 ? (
      <>
        <p>{t(messages.missing)}</p>
        <ul>
          {errors.map(({ field, message }) => (
            <li key={field}>{message}</li>
          ))}
        </ul>
      </>
    ) : undefined;

  return (
    <FormDialog
      title={t(actionLabels[decision])}
      submitLabel={t(actionLabels[decision])}
      danger={decision === 'discard'}
      action={send}
      explain={explain}
      onDone={() => onDone(answer.current)}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t(actionLabels[`${decision}Text`])}</p>
          {decision === 'archive' && (
            <SuccessorPicker
              not={path}
              value={successor}
              onChange={setSuccessor}
              error={errors.successor}
            />
          )}
          {decision === 'reviewed' && (
            <TextField
              id="zr-review-next"
              name="next_review"
              type="date"
              label={t(messages.nextReview)}
              help={t(messages.nextReviewHelp)}
              error={errors.next_review}
              value={nextReview}
              onChange={setNextReview}
            />
          )}
          {!WITHOUT_COMMENT.includes(decision) && (
            <TextField
              id="zr-review-comment"
              name="comment"
              rows={4}
              maxLength={LONGEST}
              required={decision === 'send_back'}
              label={t(messages.comment)}
              help={t(
                FOR_EDITORS.includes(decision)
                  ? messages.toEditors
                  : messages.toAuthor,
              )}
              error={errors.comment}
              value={comment}
              onChange={setComment}
            />
          )}
        </>
      )}
    </FormDialog>
  );
};

export default ReviewDialog;
