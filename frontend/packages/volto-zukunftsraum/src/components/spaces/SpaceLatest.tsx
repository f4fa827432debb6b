import { Link } from 'react-router-dom';
import { useIntl } from 'react-intl';
import { longDate } from '../../helpers/dates';
import type { Found, Resource } from '../../store/resources';
import { spaceMessages, useSpaceType } from './messages';

type Props = { found: Resource<Found>; canAdd: boolean };

/** What was changed last in a space. */
const SpaceLatest = ({ found, canAdd }: Props) => {
  const intl = useIntl();
  const typeName = useSpaceType();
  const items = found.data?.items;

  if (!items) {
    return (
      <p className="zr-muted" role={found.failed ? undefined : 'status'}>
        {intl.formatMessage(
          found.failed ? spaceMessages.failed : spaceMessages.loading,
        )}
      </p>
    );
  }
  if (items.length === 0) {
    return (
      <p className="zr-muted">
        {intl.formatMessage(
          canAdd ? spaceMessages.latestEmpty : spaceMessages.latestNone,
        )}
      </p>
    );
  }
  return (
    <ul className="zr-space-latest">
      {items.map((item) => (
        <li key={item['@id']}>
          <Link to={item['@id']}>{item.title}</Link>
          <p className="zr-muted">
            {[
              typeName(item['@type']),
              intl.formatMessage(spaceMessages.changed, {
                date: longDate(item.modified, intl.locale),
              }),
            ].join(' · ')}
          </p>
          {item.description && <p>{item.description}</p>}
        </li>
      ))}
    </ul>
  );
};

export default SpaceLatest;
