import { Link, useHistory, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import cx from 'classnames';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import Protected from '../access/Protected';
import { ME, useIsLoggedIn } from '../members/useMe';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import FormPage from '../forms/FormPage';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { useFailureText } from '../forms/useFormErrors';
import Loaded from '../listing/Loaded';
import PageLinks from '../listing/PageLinks';
import { clock, longDate } from '../../helpers/dates';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import { NOTICES_SIZE, asked, noticesAddress, noticesPath } from './notices';
import type { Notice, Notices } from './notices';

const messages = defineMessages({
  title: { id: 'zr.notices.title', defaultMessage: 'Notices' },
  lead: {
    id: 'zr.notices.lead',
    defaultMessage:
      'What has happened in your spaces, rooms and requests. Of what you also get a mail you choose in {account}.',
  },
  account: { id: 'zr.notices.account', defaultMessage: 'My account' },
  show: { id: 'zr.notices.show', defaultMessage: 'Show' },
  all: { id: 'zr.notices.all', defaultMessage: 'All' },
  unread: { id: 'zr.notices.unread', defaultMessage: 'Only new ones' },
  new: { id: 'zr.notices.new', defaultMessage: 'New' },
  markAll: {
    id: 'zr.notices.markAll',
    defaultMessage: 'Mark all as read',
  },
  mark: { id: 'zr.notices.mark', defaultMessage: 'Mark as read' },
  markName: {
    id: 'zr.notices.mark.name',
    defaultMessage: 'Mark as read: {text}',
  },
  marked: {
    id: 'zr.notices.marked',
    defaultMessage: 'The notice is marked as read.',
  },
  markedAll: {
    id: 'zr.notices.markedAll',
    defaultMessage: 'All notices are marked as read.',
  },
  when: { id: 'zr.notices.when', defaultMessage: '{date}, {time}' },
  empty: {
    id: 'zr.notices.empty',
    defaultMessage: 'There are no notices for you yet.',
  },
  emptyText: {
    id: 'zr.notices.empty.text',
    defaultMessage:
      'Here you read, for example, when you are admitted, when somebody asks to join your municipality or when there is something new in a room.',
  },
  nothingNew: {
    id: 'zr.notices.nothingNew',
    defaultMessage: 'You have read all notices.',
  },
});

/** What the person has been told, newest first. */
const NoticesPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const history = useHistory();
  const { search } = useLocation();
  const call = useCall();
  const failureText = useFailureText();
  const reload = useReload();
  const said = useAnnouncement();
  const isLoggedIn = useIsLoggedIn();
  const path = noticesPath(search);
  const { unread, page } = asked(search);
  const notices = useResource<Notices>(isLoggedIn ? path : null);

  if (!isLoggedIn || notices.status === 401) return <Protected />;

  const markRead = async (what: { ids: string[] } | { all: true }) => {
    await call('post', '/@notices/read', what);
    await reload(path, ME);
  };

  const mark = async (
    what: { ids: string[] } | { all: true },
    text: string,
  ) => {
    try {
      await markRead(what);
      said.announce(text);
    } catch (failure) {
      said.announce(failureText(failure as Failure));
    }
  };

  const open = (notice: Notice) => {
    // Whoever opens it has read it; the page that is opened does not wait for that.
    if (!notice.read) markRead({ ids: [notice.id] }).catch(() => {});
    history.push(flattenToAppURL(notice.link));
  };

  const filter = (isOn: boolean, to: string, label: string) => (
    <Link to={to} aria-current={isOn ? 'true' : undefined}>
      {label}
    </Link>
  );

  return (
    <FormPage title={t(messages.title)} personal className="zr-notices">
      <p>
        {t(messages.lead, {
          account: (
            <Link key="account" to="/mein-konto#benachrichtigungen">
              {t(messages.account)}
            </Link>
          ),
        })}
      </p>
      <Announcement text={said.text} />
      <Loaded resource={notices} onRetry={() => reload(path)}>
        {({ items, items_total: total }) => (
          <>
            <div className="zr-notices-head">
              <nav aria-label={t(messages.show)} className="zr-filter-links">
                {filter(!unread, noticesAddress(false), t(messages.all))}
                {filter(unread, noticesAddress(true), t(messages.unread))}
              </nav>
              {items.some(({ read }) => !read) && (
                <button
                  type="button"
                  className="zr-button zr-button--secondary"
                  onClick={() => mark({ all: true }, t(messages.markedAll))}
                >
                  {t(messages.markAll)}
                </button>
              )}
            </div>
            {items.length === 0 ? (
              <div className="zr-empty">
                <p>
                  <strong>
                    {t(unread ? messages.nothingNew : messages.empty)}
                  </strong>
                </p>
                {!unread && <p>{t(messages.emptyText)}</p>}
              </div>
            ) : (
              <ul className="zr-notice-list">
                {items.map((notice) => (
                  <li
                    key={notice.id}
                    className={cx({ 'is-new': !notice.read })}
                  >
                    <div>
                      {!notice.read && (
                        <span className="zr-badge zr-badge--info">
                          {t(messages.new)}
                        </span>
                      )}
                      <p>
                        <a
                          href={flattenToAppURL(notice.link)}
                          onClick={(event) => {
                            if (event.metaKey || event.ctrlKey) return;
                            event.preventDefault();
                            open(notice);
                          }}
                        >
                          {notice.text}
                        </a>
                      </p>
                      <p className="zr-muted">
                        <time dateTime={notice.created}>
                          {t(messages.when, {
                            date: longDate(notice.created, intl.locale),
                            time: clock(notice.created, intl.locale),
                          })}
                        </time>
                      </p>
                    </div>
                    {!notice.read && (
                      <button
                        type="button"
                        className="zr-button zr-button--quiet"
                        aria-label={t(messages.markName, { text: notice.text })}
                        onClick={() =>
                          mark({ ids: [notice.id] }, t(messages.marked))
                        }
                      >
                        {t(messages.mark)}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            )}
            <PageLinks
              page={page}
              count={Math.ceil(total / NOTICES_SIZE)}
              to={(other) => noticesAddress(unread, other)}
            />
          </>
        )}
      </Loaded>
    </FormPage>
  );
};

export default NoticesPage;
