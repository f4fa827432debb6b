import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { changed, filtersToUrl, pageCount } from './query';
import type { Filters } from './query';

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

const Pages = ({ filters, total }: { filters: Filters; total: number }) => {
  const intl = useIntl();
  const { pathname } = useLocation();
  const count = pageCount(total);
  if (count === 1) return null;

  const to = (page: number) =>
    pathname + filtersToUrl(changed(filters, { page }));
  const numbers = pagesToLink(filters.page, count);

  return (
    <nav className="zr-pages" aria-label={intl.formatMessage(messages.label)}>
      <ul>
        {filters.page > 1 && (
          <li>
            <Link
              className="link-container"
              to={to(filters.page - 1)}
              rel="prev"
            >
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
              aria-current={page === filters.page ? 'page' : undefined}
            >
              {page}
            </Link>
          </li>
        ))}
        {filters.page < count && (
          <li>
            <Link
              className="link-container"
              to={to(filters.page + 1)}
              rel="next"
            >
              {intl.formatMessage(messages.next)}
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
};

export default Pages;
