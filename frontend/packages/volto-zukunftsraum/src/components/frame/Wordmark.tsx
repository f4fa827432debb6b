import { Link } from 'react-router-dom';
import { useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';

const messages = defineMessages({
  home: {
    id: 'zr.frame.wordmark.home',
    defaultMessage: '{title} – home page',
  },
});

type State = { site: { data?: { 'plone.site_title'?: string } } };

const DEFAULT_TITLE = 'Zukunftsraum Demografie';

/** The name of the site as a link to its home page; the first word is bold. */
const Wordmark = () => {
  const intl = useIntl();
  const title =
    useSelector<State, string | undefined>(
      (state) => state.site?.data?.['plone.site_title'],
    ) || DEFAULT_TITLE;
  const [first, ...rest] = title.split(' ');

  return (
    <Link
      to="/"
      className="zr-wordmark"
      aria-label={intl.formatMessage(messages.home, { title })}
    >
      <svg
        className="zr-wordmark-sign"
        viewBox="0 0 48 48"
        aria-hidden="true"
        focusable="false"
      >
        <rect className="field" width="48" height="48" rx="9" />
        <path
          className="letter"
          d="M13 13h22v4.2L20.3 30H35v5H13v-4.2L27.7 18H13z"
        />
        <circle className="dot" cx="36" cy="37" r="4.5" />
      </svg>
      <span className="zr-wordmark-text">
        <strong>{first}</strong>
        {rest.length > 0 && <span> {rest.join(' ')}</span>}
      </span>
    </Link>
  );
};

export default Wordmark;
