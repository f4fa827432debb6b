import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import zoomSVG from '@plone/volto/icons/zoom.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import ItemTopics from '../listing/ItemTopics';
import Loaded from '../listing/Loaded';
import PageLinks from '../listing/PageLinks';
import { PARAMETERS, pageCount } from '../listing/query';
import { useUrlParameters } from '../listing/urlParameters';
import type { Listed } from '../listing/urlParameters';
import { usePageFocus } from '../listing/usePageFocus';
import { ME, isWaiting, useMe } from '../members/useMe';
import { useTerms } from '../vocabulary/useTerm';
import JoinDialog from './JoinDialog';
import MembershipBadge from './MembershipBadge';
import RoomState from './RoomState';
import { STATES, roomsPath } from './queries';
import type { RoomItem } from './queries';

const messages = defineMessages({
  title: { id: 'zr.rooms.list.title', defaultMessage: 'Rooms' },
  filter: {
    id: 'zr.rooms.list.filter',
    defaultMessage: 'Narrow down the rooms',
  },
  topic: { id: 'zr.rooms.list.topic', defaultMessage: 'Topic' },
  anyTopic: { id: 'zr.rooms.list.anyTopic', defaultMessage: 'All topics' },
  show: { id: 'zr.rooms.list.show', defaultMessage: 'Show' },
  count: {
    id: 'zr.rooms.list.count',
    defaultMessage:
      '{total, plural, =0 {No rooms} one {# room} other {# rooms}}',
  },
  none: {
    id: 'zr.rooms.list.none',
    defaultMessage:
      'There is no room on this topic yet. {link} would like to hear from you.',
  },
  empty: {
    id: 'zr.rooms.list.empty',
    defaultMessage:
      'There is no room yet. {link} would like to hear what you want to talk about.',
  },
  waiting: {
    id: 'zr.rooms.list.waiting',
    defaultMessage:
      'You see the rooms here as soon as you have been admitted. {link} shows how your request stands.',
  },
  account: { id: 'zr.rooms.list.account', defaultMessage: 'My account' },
  office: {
    id: 'zr.rooms.list.office',
    defaultMessage: 'The programme office',
  },
  all: { id: 'zr.rooms.list.all', defaultMessage: 'Show all rooms' },
  join: { id: 'zr.rooms.list.join', defaultMessage: 'Join' },
  joinName: {
    id: 'zr.rooms.list.join.name',
    defaultMessage: 'Join “{room}”',
  },
  ask: { id: 'zr.rooms.list.ask', defaultMessage: 'Ask to join' },
  askName: {
    id: 'zr.rooms.list.ask.name',
    defaultMessage: 'Ask to join “{room}”',
  },
  joined: {
    id: 'zr.rooms.list.joined',
    defaultMessage: 'You are a member of “{room}” now.',
  },
  asked: {
    id: 'zr.rooms.list.asked',
    defaultMessage: 'Your request is with the hosts of “{room}”.',
  },
});

/** The rooms of the network: which ones, about what, and how to come in. */
const RoomList = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const url = useUrlParameters();
  const reload = useReload();
  const topics = useTerms('topics');
  const chosen = url.get(PARAMETERS.topic);
  const [topic, setTopic] = useState(chosen);
  const path = roomsPath(url.search);
  const rooms = useResource<Listed<RoomItem>>(path);
  const waiting = isWaiting(useMe().data);
  const { text, announce } = useAnnouncement();
  const [room, setRoom] = useState<RoomItem | null>(null);

  useEffect(() => setTopic(chosen), [chosen]);

  const heading = usePageFocus<HTMLHeadingElement>(url.page);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    url.go({ [PARAMETERS.topic]: topic });
  };

  return (
    <div className="zr-listing">
      <form
        className="zr-filter"
        action="/austausch"
        aria-label={t(messages.filter)}
        onSubmit={onSubmit}
      >
        <div className="zr-filter-field">
          <label htmlFor="zr-rooms-topic">{t(messages.topic)}</label>
          <select
            id="zr-rooms-topic"
            name={PARAMETERS.topic}
            value={topic}
            onChange={(event) => setTopic(event.target.value)}
          >
            <option value="">{t(messages.anyTopic)}</option>
            {topics.map(({ token, title }) => (
              <option key={token} value={token}>
                {title}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="zr-button zr-button--secondary">
          <Icon name={zoomSVG} size="24px" />
          {t(messages.show)}
        </button>
      </form>
      <section className="zr-results" aria-labelledby="zr-rooms-title">
        <h2
          id="zr-rooms-title"
          className="zr-visually-hidden"
          tabIndex={-1}
          ref={heading}
        >
          {t(messages.title)}
        </h2>
        <Announcement text={text} />
        <Loaded resource={rooms} onRetry={() => reload(path)}>
          {({ items, items_total: total }, busy) => (
            <>
              <div className="zr-results-head">
                <p role="status" className="zr-count">
                  {t(messages.count, { total })}
                </p>
              </div>
              {total === 0 && (
                <div className="zr-empty">
                  <p>
                    {waiting
                      ? t(messages.waiting, {
                          link: (
                            <Link key="link" to="/mein-konto">
                              {t(messages.account)}
                            </Link>
                          ),
                        })
                      : t(chosen ? messages.none : messages.empty, {
                          link: (
                            <Link key="link" to="/kontakt">
                              {t(messages.office)}
                            </Link>
                          ),
                        })}
                  </p>
                  {chosen && (
                    <p>
                      <Link
                        className="zr-button zr-button--secondary"
                        to={url.to({ [PARAMETERS.topic]: '' })}
                      >
                        {t(messages.all)}
                      </Link>
                    </p>
                  )}
                </div>
              )}
              <ul
                className="zr-plain-list zr-rooms"
                aria-busy={busy || undefined}
              >
                {items.map((item) => (
                  <li key={item.uid} className="zr-card">
                    <div>
                      <h3>
                        <Link to={flattenToAppURL(item['@id'])}>
                          {item.title}
                        </Link>
                      </h3>
                      <p className="zr-cluster">
                        <RoomState state={STATES[item.joining]} />
                        <MembershipBadge membership={item.membership} />
                      </p>
                      {item.description && <p>{item.description}</p>}
                      <ItemTopics topics={item.topics} />
                    </div>
                    {!item.membership && item.joining !== 'closed' && (
                      <button
                        type="button"
                        className="zr-button zr-button--secondary"
                        aria-haspopup="dialog"
                        aria-label={t(
                          item.joining === 'open'
                            ? messages.joinName
                            : messages.askName,
                          { room: item.title },
                        )}
                        onClick={() => setRoom(item)}
                      >
                        {t(
                          item.joining === 'open'
                            ? messages.join
                            : messages.ask,
                        )}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
              <PageLinks
                page={url.page}
                count={pageCount(total)}
                to={url.pageTo}
              />
            </>
          )}
        </Loaded>
      </section>
      {room && (
        <JoinDialog
          path={flattenToAppURL(room['@id'])}
          title={room.title}
          joining={room.joining}
          onClose={() => setRoom(null)}
          onDone={() => {
            announce(
              t(room.joining === 'open' ? messages.joined : messages.asked, {
                room: room.title,
              }),
            );
            setRoom(null);
            reload(path, ME);
          }}
        />
      )}
    </div>
  );
};

export default RoomList;
