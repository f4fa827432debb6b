import { Link, useHistory, useParams } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import { useResource } from '../../store/useResource';
import Protected from '../access/Protected';
import { useMunicipality } from '../listing/useMunicipality';
import { useUrlParameters } from '../listing/urlParameters';
import MailDomains from '../spaces/MailDomains';
import MemberList from '../spaces/MemberList';
import { memberListPath } from '../spaces/queries';
import type { MemberPage } from '../spaces/queries';
import { useMe, useUserId } from './useMe';

const messages = defineMessages({
  title: {
    id: 'zr.members.municipality.title',
    defaultMessage: 'Members of {name}',
  },
  back: {
    id: 'zr.members.municipality.back',
    defaultMessage: 'Back to all members',
  },
  lead: {
    id: 'zr.members.municipality.lead',
    defaultMessage:
      'Coordinators look after this by themselves. Please step in only where they ask for it, or where there are none.',
  },
  noSpace: {
    id: 'zr.members.municipality.noSpace',
    defaultMessage:
      'This municipality has no space yet. It is set up when its first person is admitted.',
  },
});

/** The members of a municipality for the office, which does not see into its space. */
const MunicipalityMembersPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const { ars } = useParams<{ ars: string }>();
  const history = useHistory();
  const userId = useUserId();
  const me = useMe();
  const url = useUrlParameters();
  const municipality = useMunicipality(ars);
  const service = `/@memberships/${encodeURIComponent(ars)}`;
  const members = useResource<MemberPage>(
    userId ? memberListPath(service, url.search) : null,
  );

  if (!userId || members.status === 401 || members.status === 403) {
    return <Protected />;
  }
  const name = municipality?.name ?? ars;
  const title = t(messages.title, { name });
  const canManage = Boolean(members.data?.may_manage ?? me.data?.office);

  return (
    <div className="zr-page zr-work">
      <Helmet title={title} />
      <p className="zr-back">
        <Link to="/mitglieder">{t(messages.back)}</Link>
      </p>
      <h1 className="documentFirstHeading">{title}</h1>
      <p className="zr-lead">{t(messages.lead)}</p>
      {members.status === 404 ? (
        <p className="zr-empty">{t(messages.noSpace)}</p>
      ) : (
        <MemberList
          service={service}
          kind="municipality"
          space={name}
          me={userId}
          canManage={canManage}
          onLeft={() => history.push('/mein-konto')}
        />
      )}
      {canManage && <MailDomains ars={ars} />}
    </div>
  );
};

export default MunicipalityMembersPage;
