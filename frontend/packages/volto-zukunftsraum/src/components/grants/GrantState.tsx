import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import { grantState } from './states';

const messages = defineMessages({
  next: { id: 'zr.grants.next', defaultMessage: 'Next step:' },
});

type Props = { state?: string | null; withNext?: boolean };

/** The state of an application: icon and word, and who acts next. */
const GrantState = ({ state, withNext = false }: Props) => {
  const intl = useIntl();
  const look = grantState(state);
  if (!look) return null;
  return (
    <>
      <span className={`zr-badge zr-badge--${look.tone}`}>
        <Icon name={look.icon} size="18px" />
        {intl.formatMessage(look.title)}
      </span>
      {withNext && (
        <p className="zr-grant-next">
          <strong>{intl.formatMessage(messages.next)}</strong>{' '}
          {intl.formatMessage(look.next)}
        </p>
      )}
    </>
  );
};

export default GrantState;
