import { useLocation } from 'react-router-dom';
import PageLinks from './PageLinks';
import { changed, filtersToUrl, pageCount } from './query';
import type { Filters } from './query';

/** The pages of a search or a section; they keep its filters. */
const Pages = ({ filters, total }: { filters: Filters; total: number }) => {
  const { pathname } = useLocation();
  return (
    <PageLinks
      page={filters.page}
      count={pageCount(total)}
      to={(page) => pathname + filtersToUrl(changed(filters, { page }))}
    />
  );
};

export default Pages;
