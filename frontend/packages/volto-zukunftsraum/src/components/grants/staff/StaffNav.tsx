import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { FIGURES, PAYMENTS, WORK_LIST } from './load';
import { useStaff } from './useStaff';

const messages = defineMessages({
  label: {
    id: 'zr.grants.staff.nav',
    defaultMessage: 'Pages of the grants office',
  },
  list: {
    id: 'zr.grants.staff.nav.list',
    defaultMessage: 'Applications',
  },
  figures: { id: 'zr.grants.staff.nav.figures', defaultMessage: 'Figures' },
  payments: {
    id: 'zr.grants.staff.nav.payments',
    defaultMessage: 'Payments',
  },
});

/** The ways between the pages of examiners, approvers and finance. */
const StaffNav = () => {
  const t = useIntl().formatMessage;
  const { pathname } = useLocation();
  const roles = useStaff();
  const pages = [
    { to: WORK_LIST, label: messages.list },
    { to: FIGURES, label: messages.figures },
    ...(roles.includes('finance')
      ? [{ to: PAYMENTS, label: messages.payments }]
      : []),
  ];
  return (
    <nav className="zr-views" aria-label={t(messages.label)}>
      <ul>
        {pages.map(({ to, label }) => (
          <li key={to}>
            <Link
              to={to}
              aria-current={
                pathname.replace(/\/$/, '') === to ? 'page' : undefined
              }
            >
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

export default StaffNav;
