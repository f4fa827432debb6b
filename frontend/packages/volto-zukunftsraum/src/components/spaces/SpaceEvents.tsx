import { Link } from 'react-router-dom';
import { useIntl } from 'react-intl';
import type { Found, Resource } from '../../store/resources';
import { useWhen } from '../seminars/useWhen';
import { spaceMessages } from './messages';

/** The dates of a space that are still to come. */
const SpaceEvents = ({ found }: { found: Resource<Found> }) => {
  const intl = useIntl();
  const { when } = useWhen();
  const items = found.data?.items ?? [];
  if (items.length === 0) {
    return (
      <p className="zr-muted">
        {intl.formatMessage(spaceMessages.eventsEmpty)}
      </p>
    );
  }
  return (
    <ul className="zr-space-events">
      {items.map((item) => (
        <li key={item['@id']}>
          <Link to={item['@id']}>{item.title}</Link>
          <p>{when(item)}</p>
          {item.location && <p className="zr-muted">{item.location}</p>}
        </li>
      ))}
    </ul>
  );
};

export default SpaceEvents;
