import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';

const messages = defineMessages({
  label: { id: 'zr.listing.pages', defaultMessage: 'Pages' },
  page: { id: 'zr.listing.page', defaultMessage: 'Page {page}' },
  previous: { id: 'zr.listing.previous', defaultMessage: 'Previous page' },
  next: { id: 'zr.listing.next', defaultMessage: 'Next page' },
});

/** The pages to link: the first, the last, and those around the current one. */
export function pagesToLink(page: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1).filter(
    (number) =>
      number === 1 || number === count || Math.abs(number - page) <= 2,
  );
}

type Props = {
  /** The one that is shown; the first is 1. */
  page: number;
  count: number;
  /** The address of a page. */
  to: (page: number) => string;
};

/** Links to the pages of a long list; nothing when there is only one. */
const PageLinks = ({ page: current, count, to }: Props) => {
  const intl = useIntl();
  if (count <= 1) return null;
  const numbers = pagesToLink(current, count);

  return (
    <nav className="zr-pages" aria-label={intl.formatMessage(messages.label)}>
      <ul>
        {current > 1 && (
          <li>
            <Link className="link-container" to={to(current - 1)} rel="prev">
              {intl.formatMessage(messages.previous)}
            </Link>
          </li>
        )}
        {numbers.map((page, index) => (
          <li
            key={page}
            className={
              index > 0 && page - numbers[index - 1] > 1 ? 'after-gap' : ''
            }
          >
            <Link
              className="link-container"
              to={to(page)}
              aria-label={intl.formatMessage(messages.page, { page })}
              aria-current={page === current ? 'page' : undefined}
            >
              {page}
            </Link>
          </li>
        ))}
        {current < count && (
          <li>
            <Link className="link-container" to={to(current + 1)} rel="next">
              {intl.formatMessage(messages.next)}
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
};

export default PageLinks;
