import { defineMessages, useIntl } from 'react-intl';
import { useCall } from '../forms/call';
import LinkPage from './LinkPage';
import { registrationPath } from './registration';

const messages = defineMessages({
  title: {
    id: 'zr.seminars.cancelPage.title',
    defaultMessage: 'Cancel your registration',
  },
  lead: {
    id: 'zr.seminars.cancelPage.lead',
    defaultMessage:
      'Thank you for telling us that you cannot come: those who wait move up.',
  },
  submit: {
    id: 'zr.seminars.cancelPage.submit',
    defaultMessage: 'Cancel my registration',
  },
  done: {
    id: 'zr.seminars.cancelPage.done',
    defaultMessage: 'Your registration is cancelled',
  },
  doneText: {
    id: 'zr.seminars.cancelPage.done.text',
    defaultMessage: 'We have sent you a confirmation by mail.',
  },
  gone: {
    id: 'zr.seminars.cancelPage.gone',
    defaultMessage:
      'Your registration has been cancelled already, or the event does not exist any more. You need not do anything.',
  },
});

/** Reached by the link in a mail: cancel without logging in. */
const CancelPage = () => {
  const t = useIntl().formatMessage;
  const call = useCall();
  return (
    <LinkPage
      danger
      title={t(messages.title)}
      lead={t(messages.lead)}
      submitLabel={t(messages.submit)}
      goneText={t(messages.gone)}
      action={async (path, token) => {
        await call('del', `${registrationPath(path)}/${token}`);
        return { title: t(messages.done), text: t(messages.doneText) };
      }}
    />
  );
};

export default CancelPage;
