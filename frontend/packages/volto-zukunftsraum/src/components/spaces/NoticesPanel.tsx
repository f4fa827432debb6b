import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { longDate } from '../../helpers/dates';
import { useResource } from '../../store/useResource';
import type { Listed } from '../listing/urlParameters';
import { NOTICES } from './queries';

const messages = defineMessages({
  title: { id: 'zr.spaces.panel.notices', defaultMessage: 'New for you' },
  all: { id: 'zr.spaces.panel.notices.all', defaultMessage: 'All notices' },
});

type Notice = { id: string; text: string; link: string; created: string };

const SHOWN = 5;

/** Unread notices that lead into this space; nothing when there are none. */
const NoticesPanel = ({ path }: { path: string }) => {
  const intl = useIntl();
  const { data } = useResource<Listed<Notice>>(NOTICES);
  // The same words twice say nothing more: the newest stands for all of them.
  const notices = (data?.items ?? [])
    .filter(({ link }) => link === path || link.startsWith(`${path}/`))
    .filter(
      ({ text, link }, index, all) =>
        all.findIndex((one) => one.text === text && one.link === link) ===
        index,
    )
    .slice(0, SHOWN);
  if (notices.length === 0) return null;
  return (
    <section aria-labelledby="zr-space-notices" className="zr-panel">
      <h2 id="zr-space-notices">{intl.formatMessage(messages.title)}</h2>
      <ul className="zr-space-events">
        {notices.map(({ id, text, link, created }) => (
          <li key={id}>
            <Link to={link}>{text}</Link>
            <p>{longDate(created, intl.locale)}</p>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/mitteilungen">{intl.formatMessage(messages.all)}</Link>
      </p>
    </section>
  );
};

export default NoticesPanel;
