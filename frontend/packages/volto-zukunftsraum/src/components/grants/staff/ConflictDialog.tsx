import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../../dialogs/FormDialog';
import { useCall } from '../../forms/call';

const messages = defineMessages({
  title: {
    id: 'zr.grants.staff.conflict.title',
    defaultMessage: 'Declare a conflict of interest?',
  },
  text: {
    id: 'zr.grants.staff.conflict.text',
    defaultMessage:
      'For example because you know those who apply well, or have advised them. You need not say why.',
  },
  final: {
    id: 'zr.grants.staff.conflict.final',
    defaultMessage:
      'From then on you can neither examine this application nor decide on it, and you do not see any more how it is examined. This cannot be taken back.',
  },
  submit: {
    id: 'zr.grants.staff.conflict.submit',
    defaultMessage: 'Declare the conflict of interest',
  },
});

type Props = { path: string; onDone: () => void; onClose: () => void };

/** Somebody says, for good, that they have nothing to do with an application. */
const ConflictDialog = ({ path, onDone, onClose }: Props) => {
  const t = useIntl().formatMessage;
  const call = useCall();
  return (
    <FormDialog
      danger
      title={t(messages.title)}
      submitLabel={t(messages.submit)}
      action={() => call('post', `${path}/@conflict`, { declared: true })}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t(messages.text)}</p>
      <p>
        <strong>{t(messages.final)}</strong>
      </p>
    </FormDialog>
  );
};

export default ConflictDialog;
