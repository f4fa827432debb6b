import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { useReload } from '../../../store/useReload';
import { useResource } from '../../../store/useResource';
import Protected from '../../access/Protected';
import FormPage from '../../forms/FormPage';
import Loaded from '../../listing/Loaded';
import { useIsLoggedIn } from '../../members/useMe';
import type { Application } from '../types';
import GrantStart from './GrantStart';
import StepForm from './StepForm';
import { formOf } from './forms';

const messages = defineMessages({
  loading: {
    id: 'zr.grants.form.loading',
    defaultMessage: 'Grant application',
  },
  fixed: {
    id: 'zr.grants.form.fixed',
    defaultMessage:
      'This application has been submitted; it cannot be changed now. {link}',
  },
  toApplication: {
    id: 'zr.grants.form.toApplication',
    defaultMessage: 'To the application',
  },
});

/** What can be written of an application now, by its state. */
const WhatIsWritten = ({ path }: { path: string }) => {
  const t = useIntl().formatMessage;
  const reload = useReload();
  const application = useResource<Application>(path);
  if (application.status === 401 || application.status === 403) {
    return <Protected />;
  }
  if (!application.data) {
    return (
      <FormPage title={t(messages.loading)} personal>
        <Loaded resource={application} onRetry={() => reload(path)}>
          {() => null}
        </Loaded>
      </FormPage>
    );
  }
  const form = formOf(application.data.review_state);
  if (!form) {
    return (
      <FormPage title={application.data.title} personal>
        <p className="zr-notice">
          {t(messages.fixed, {
            link: (
              <Link key="application" to={path}>
                {t(messages.toApplication)}
              </Link>
            ),
          })}
        </p>
      </FormPage>
    );
  }
  return (
    <StepForm
      key={form.key}
      path={path}
      application={application.data}
      form={form}
    />
  );
};

/** An address of this site and nothing else. */
const ownPath = (text: string | null) =>
  text && /^\/(?!\/)[^?#\\]*$/.test(text) ? text : '';

/** Begin an application, or go on with it or with its proof of use, by what the address says. */
const GrantForm = () => {
  const query = new URLSearchParams(useLocation().search);
  const isLoggedIn = useIsLoggedIn();
  const path = ownPath(query.get('text'));
  const space = ownPath(query.get('raum'));
  if (!isLoggedIn || !(path || space)) return <Protected />;
  return path ? (
    <WhatIsWritten key={path} path={path} />
  ) : (
    <GrantStart space={space} asked={ownPath(query.get('aufruf'))} />
  );
};

export default GrantForm;
