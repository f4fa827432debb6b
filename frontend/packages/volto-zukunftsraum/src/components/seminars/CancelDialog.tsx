import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import { registrationPath } from './registration';
import type { Place } from './registration';

const messages = defineMessages({
  title: {
    id: 'zr.seminars.cancel.title',
    defaultMessage: 'Give up your seat?',
  },
  titleWaiting: {
    id: 'zr.seminars.cancel.title.waiting',
    defaultMessage: 'Leave the waiting list?',
  },
  text: {
    id: 'zr.seminars.cancel.text',
    defaultMessage:
      'Your seat goes to the next person on the waiting list. If you register again later, you are behind all who are registered by then.',
  },
  textWaiting: {
    id: 'zr.seminars.cancel.text.waiting',
    defaultMessage:
      'You lose your position. If you register again later, you are behind all who wait by then.',
  },
  keep: { id: 'zr.seminars.cancel.keep', defaultMessage: 'Stay registered' },
  keepWaiting: {
    id: 'zr.seminars.cancel.keep.waiting',
    defaultMessage: 'Go on waiting',
  },
  submit: { id: 'zr.seminars.cancel.submit', defaultMessage: 'Give up seat' },
  submitWaiting: {
    id: 'zr.seminars.cancel.submit.waiting',
    defaultMessage: 'Leave waiting list',
  },
});

type Props = {
  /** Path of the seminar. */
  path: string;
  status: Place['status'];
  onDone: () => void;
  onClose: () => void;
};

/** Says what is lost, and cancels the own registration. */
const CancelDialog = ({ path, status, onDone, onClose }: Props) => {
  const t = useIntl().formatMessage;
  const call = useCall();
  const isWaiting = status === 'waiting';
  return (
    <FormDialog
      danger
      title={t(isWaiting ? messages.titleWaiting : messages.title)}
      submitLabel={t(isWaiting ? messages.submitWaiting : messages.submit)}
      cancelLabel={t(isWaiting ? messages.keepWaiting : messages.keep)}
      action={() => call('del', registrationPath(path))}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t(isWaiting ? messages.textWaiting : messages.text)}</p>
    </FormDialog>
  );
};

export default CancelDialog;
