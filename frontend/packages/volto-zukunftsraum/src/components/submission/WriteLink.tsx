import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { ADDRESSES, SECTIONS } from './steps';

const messages = defineMessages({
  BestPractice: {
    id: 'zr.submission.way.practice',
    defaultMessage: 'Submit a practice example',
  },
  WikiArticle: {
    id: 'zr.submission.way.article',
    defaultMessage: 'Propose an article',
  },
});

/** In the sections of the wiki and of the examples: the way to write something for them. */
const WriteLink = ({ path }: { path: string }) => {
  const intl = useIntl();
  const type = (['BestPractice', 'WikiArticle'] as const).find(
    (one) => SECTIONS[one] === path,
  );
  return type ? (
    <p className="zr-write-link">
      <Link className="zr-button zr-button--secondary" to={ADDRESSES[type]}>
        {intl.formatMessage(messages[type])}
      </Link>
    </p>
  ) : null;
};

export default WriteLink;
