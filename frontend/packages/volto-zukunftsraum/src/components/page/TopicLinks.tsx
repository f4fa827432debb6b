import { Link } from 'react-router-dom';
import { choosing, filtersFromUrl, filtersToUrl } from '../listing/query';
import { termToken, useTerm } from '../vocabulary/useTerm';
import type { Term } from '../vocabulary/useTerm';

/** The topics of a content object, each with a search for all else about it. */
const TopicLinks = ({ topics }: { topics?: Term[] | null }) => {
  const term = useTerm();
  if (!topics?.length) return null;
  return (
    <ul className="zr-plain-list">
      {topics.map((topic) => (
        <li key={termToken(topic)}>
          <Link
            to={`/search${filtersToUrl(
              choosing(filtersFromUrl(''), 'topic', [termToken(topic)]),
            )}`}
          >
            {term('topics', topic)}
          </Link>
        </li>
      ))}
    </ul>
  );
};

export default TopicLinks;
