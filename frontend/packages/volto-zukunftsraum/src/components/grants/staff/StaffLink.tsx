import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { WORK_LIST } from './load';
import { useStaff } from './useStaff';

const messages = defineMessages({
  link: {
    id: 'zr.grants.staff.link',
    defaultMessage: 'To the grant applications',
  },
});

/** In the section of the grants: the way to the work list, for grant roles. */
const StaffLink = ({ path }: { path: string }) => {
  const t = useIntl().formatMessage;
  const roles = useStaff();
  return path === '/foerderung' && roles.length > 0 ? (
    <p className="zr-write-link">
      <Link className="zr-button zr-button--secondary" to={WORK_LIST}>
        {t(messages.link)}
      </Link>
    </p>
  ) : null;
};

export default StaffLink;
