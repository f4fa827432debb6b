import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import bellSVG from '@plone/volto/icons/bell.svg';
import { ME, useIsLoggedIn, useMe } from '../members/useMe';
import { useReload } from '../../store/useReload';

const messages = defineMessages({
  notices: { id: 'zr.notices.link', defaultMessage: 'Notices' },
  unread: {
    id: 'zr.notices.link.unread',
    defaultMessage: '{count, plural, one {one new} other {# new}}',
  },
});

/** A number in the header is asked for again when a page is opened after this time, in ms. */
const FRESH = 60_000;

/** In the header of members: the way to the notices, with how many are new. */
const NoticesLink = () => {
  const intl = useIntl();
  const { pathname } = useLocation();
  const reload = useReload();
  const isLoggedIn = useIsLoggedIn();
  const { data: me } = useMe();
  const askedAt = useRef(Date.now());

  useEffect(() => {
    if (!isLoggedIn || Date.now() - askedAt.current < FRESH) return;
    askedAt.current = Date.now();
    reload(ME);
  }, [isLoggedIn, pathname, reload]);

  const count = me?.unread ?? 0;
  return (
    <Link to="/mitteilungen" className="zr-button zr-button--quiet">
      <Icon name={bellSVG} size="20px" />
      {intl.formatMessage(messages.notices)}{' '}
      {count > 0 && (
        <span className="zr-unread">
          {intl.formatMessage(messages.unread, { count })}
        </span>
      )}
    </Link>
  );
};

export default NoticesLink;
