import { useRef } from 'react';
import type { ReactNode } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import type { Resource } from '../../store/resources';

const messages = defineMessages({
  loading: { id: 'zr.listing.loading', defaultMessage: 'Loading …' },
  failed: {
    id: 'zr.listing.failed',
    defaultMessage:
      'This could not be loaded. Nothing is lost; please check your connection and try again.',
  },
  forbidden: {
    id: 'zr.listing.forbidden',
    defaultMessage:
      'You may not see this, or your session has ended. Please log in again.',
  },
  retry: { id: 'zr.listing.retry', defaultMessage: 'Try again' },
});

type Props<T> = {
  resource: Resource<T>;
  onRetry: () => void;
  children: (data: T, busy: boolean) => ReactNode;
};

/**
 * What the API has answered, or that it is still to come, or that it failed and
 * how to go on. While other filters load, what was shown before stays.
 */
function Loaded<T>({ resource, onRetry, children }: Props<T>) {
  const intl = useIntl();
  const last = useRef<T>();
  if (resource.data) last.current = resource.data;

  if (resource.failed && resource.message) {
    return (
      <div className="zr-notice zr-notice--danger" role="alert">
        <p>{resource.message}</p>
      </div>
    );
  }
  if (resource.failed) {
    const forbidden = resource.status === 401 || resource.status === 403;
    return (
      <div className="zr-notice zr-notice--danger" role="alert">
        <p>
          {intl.formatMessage(forbidden ? messages.forbidden : messages.failed)}
        </p>
        <button
          type="button"
          className="zr-button zr-button--secondary"
          onClick={onRetry}
        >
          {intl.formatMessage(messages.retry)}
        </button>
      </div>
    );
  }
  const data = resource.data ?? last.current;
  if (!data) {
    return (
      <p className="zr-muted" role="status">
        {intl.formatMessage(messages.loading)}
      </p>
    );
  }
  return <>{children(data, !resource.data)}</>;
}

export default Loaded;
