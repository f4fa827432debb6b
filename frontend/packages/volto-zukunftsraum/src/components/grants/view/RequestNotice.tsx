import { defineMessages, useIntl } from 'react-intl';
import { longDate } from '../../../helpers/dates';
import type { Application } from '../types';

const messages = defineMessages({
  request: {
    id: 'zr.grants.request.title',
    defaultMessage: 'The grant examination asks for more',
  },
  until: {
    id: 'zr.grants.request.until',
    defaultMessage: 'Please submit the application again by {day}.',
  },
});

/** What the examination asks for, while the municipality has to answer. */
const RequestNotice = ({ application }: { application: Application }) => {
  const intl = useIntl();
  const request = application.process?.request;
  const waitsFor = { returned: 'return', proof: 'return_proof' };
  const state = application.review_state as keyof typeof waitsFor;
  if (!request || request.transition !== waitsFor[state]) return null;
  return (
    <section
      className="zr-notice zr-notice--warning"
      aria-labelledby="zr-grant-request"
    >
      <h2 id="zr-grant-request" className="zr-notice-title">
        {intl.formatMessage(messages.request)}
      </h2>
      <p className="zr-own-lines">{request.comment}</p>
      {request.until && (
        <p>
          <strong>
            {intl.formatMessage(messages.until, {
              day: longDate(request.until, intl.locale),
            })}
          </strong>
        </p>
      )}
    </section>
  );
};

export default RequestNotice;
