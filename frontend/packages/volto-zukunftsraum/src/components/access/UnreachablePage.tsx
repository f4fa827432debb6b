import { defineMessages, useIntl } from 'react-intl';

const messages = defineMessages({
  title: {
    id: 'zr.access.unreachable',
    defaultMessage: 'The portal cannot be reached at the moment',
  },
  text: {
    id: 'zr.access.unreachable.text',
    defaultMessage:
      'This is our fault, and mostly over in a few minutes. Nothing of yours is lost. Please load the page again a little later.',
  },
});

/** In place of any page while the backend does not answer. */
const UnreachablePage = () => {
  const intl = useIntl();
  return (
    <div className="zr-page">
      <h1 className="documentFirstHeading">
        {intl.formatMessage(messages.title)}
      </h1>
      <p className="zr-lead">{intl.formatMessage(messages.text)}</p>
    </div>
  );
};

export default UnreachablePage;
