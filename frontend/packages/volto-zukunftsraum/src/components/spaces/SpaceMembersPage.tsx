import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { useDispatch, useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import { getContent } from '@plone/volto/actions/content/content';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import lockSVG from '@plone/volto/icons/lock.svg';
import { flattenToAppURL, getBaseUrl } from '@plone/volto/helpers/Url/Url';
import Protected from '../access/Protected';
import Outcome from '../forms/Outcome';
import { useUserId } from '../members/useMe';
import BringIn from '../rooms/BringIn';
import RoomRequests from '../rooms/RoomRequests';
import { useResource } from '../../store/useResource';
import Invitations from './Invitations';
import MailDomains from './MailDomains';
import MemberList from './MemberList';
import WhoCanSee from './WhoCanSee';
import { memberListPath } from './queries';
import type { MemberPage } from './queries';
import { spaceKind } from './roles';

const messages = defineMessages({
  title: {
    id: 'zr.spaces.members.title',
    defaultMessage: 'Members of {space}',
  },
  titleUnknown: {
    id: 'zr.spaces.members.title.unknown',
    defaultMessage: 'Members of a space',
  },
  unknown: { id: 'zr.spaces.members.unknown', defaultMessage: 'this space' },
  roomSees: {
    id: 'zr.spaces.members.roomSees',
    defaultMessage: 'Only members of this room see this page',
  },
  office: {
    id: 'zr.spaces.members.office',
    defaultMessage:
      'Nobody coordinates this space, so the programme office decides who belongs. What is written in it stays hidden from you.',
  },
  back: {
    id: 'zr.spaces.members.back',
    defaultMessage: 'Back to {space}',
  },
  loading: { id: 'zr.spaces.members.loading', defaultMessage: 'Loading …' },
  left: {
    id: 'zr.spaces.members.left',
    defaultMessage: 'You have left {space}',
  },
  leftText: {
    id: 'zr.spaces.members.left.text',
    defaultMessage:
      'You do not see this space any more. What you have written stays for the others.',
  },
  leftRooms: {
    id: 'zr.spaces.members.left.rooms',
    defaultMessage: 'To the exchange rooms',
  },
});

type Space = {
  '@id': string;
  '@type': string;
  title: string;
  review_state?: string;
  municipality?: string;
};

type State = {
  content: {
    data?: Space | null;
    get?: { error?: { status?: number } | null; loading?: boolean };
  };
};

/** The members of a municipality's space or of a room, at <space>/mitglieder. */
const SpaceMembersPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const dispatch = useDispatch();
  const { pathname, search } = useLocation();
  const path = getBaseUrl(pathname);
  const userId = useUserId();
  const stored = useSelector<State, Space | null | undefined>(
    (state) => state.content.data,
  );
  const error = useSelector<State, { status?: number } | null | undefined>(
    (state) => state.content.get?.error,
  );
  const [left, setLeft] = useState('');
  const members = useResource<MemberPage>(
    userId && !left ? memberListPath(`${path}/@members`, search) : null,
  );
  const space =
    stored && flattenToAppURL(stored['@id']).replace(/\/$/, '') === path
      ? stored
      : null;

  useEffect(() => {
    if (!space && userId && !left) {
      Promise.resolve(dispatch(getContent(path))).catch(() => {});
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [dispatch, path, userId]);

  if (left) {
    return (
      <div className="zr-page zr-work">
        <Outcome title={t(messages.left, { space: left })} good>
          <p>{t(messages.leftText)}</p>
          <p>
            <Link className="zr-button zr-button--secondary" to="/austausch">
              {t(messages.leftRooms)}
            </Link>
          </p>
        </Outcome>
      </div>
    );
  }
  if (!userId || (members.failed && members.status !== 500)) {
    return <Protected />;
  }
  // The office sees the list of a space that nobody coordinates, not the space.
  if (!space && !(error && members.data)) {
    return (
      <div className="zr-page">
        <p role="status">{t(messages.loading)}</p>
      </div>
    );
  }

  const type = space?.['@type'] ?? '';
  const kind = spaceKind(type);
  const mayManage = Boolean(members.data?.may_manage);
  const name = space?.title ?? t(messages.unknown);
  const title = space
    ? t(messages.title, { space: name })
    : t(messages.titleUnknown);

  return (
    <div className="zr-page zr-work">
      <Helmet title={title} />
      {space && (
        <p className="zr-back">
          <Link to={path}>{t(messages.back, { space: name })}</Link>
        </p>
      )}
      <h1 className="documentFirstHeading">{title}</h1>
      {!space && <p>{t(messages.office)}</p>}
      {type === 'MunicipalSpace' && <WhoCanSee content={space as Space} />}
      {type === 'ExchangeRoom' && (
        <div className="zr-who-sees">
          <p className="zr-who-sees-line">
            <Icon name={lockSVG} size="24px" />
            <span>{t(messages.roomSees)}</span>
          </p>
        </div>
      )}
      {type === 'ExchangeRoom' && mayManage && (
        <RoomRequests path={path} title={name} />
      )}
      <MemberList
        service={`${path}/@members`}
        kind={kind}
        space={name}
        me={userId}
        canHandOver={space?.review_state !== 'hidden'}
        onLeft={() => setLeft(name)}
      />
      {type === 'ExchangeRoom' && mayManage && <BringIn path={path} />}
      {type === 'MunicipalSpace' && mayManage && (
        <>
          <Invitations path={path} space={name} />
          {space?.municipality && <MailDomains ars={space.municipality} />}
        </>
      )}
    </div>
  );
};

export default SpaceMembersPage;
