import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { useAction } from '../page/useAction';
import { builderUrl, submissionsUrl } from './addresses';

const messages = defineMessages({
  label: { id: 'zr.easyform.staff', defaultMessage: 'Manage the form' },
  submissions: {
    id: 'zr.easyform.staff.submissions',
    defaultMessage: 'What came in',
  },
  fields: {
    id: 'zr.easyform.staff.fields',
    defaultMessage: 'Edit the fields (form builder)',
  },
  actions: {
    id: 'zr.easyform.staff.actions',
    defaultMessage: 'What happens after sending',
  },
});

/** For those who may edit a form: what came in, and the form builder. */
const StaffLinks = ({ path }: { path: string }) => {
  const t = useIntl().formatMessage;
  if (!useAction('edit')) return null;
  return (
    <nav className="zr-cluster zr-form-staff" aria-label={t(messages.label)}>
      <Link to={submissionsUrl(path)}>{t(messages.submissions)}</Link>
      <a href={builderUrl(path, 'fields')}>{t(messages.fields)}</a>
      <a href={builderUrl(path, 'actions')}>{t(messages.actions)}</a>
    </nav>
  );
};

export default StaffLinks;
