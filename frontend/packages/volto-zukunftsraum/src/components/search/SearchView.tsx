import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import listSVG from '@plone/volto/icons/list-bullet.svg';
import mapSVG from '@plone/volto/icons/map.svg';
import { filtersToUrl } from '../listing/query';
import type { Filters } from '../listing/query';

const messages = defineMessages({
  label: { id: 'zr.search.view', defaultMessage: 'View' },
  list: { id: 'zr.search.view.list', defaultMessage: 'List' },
  map: { id: 'zr.search.view.map', defaultMessage: 'Map' },
});

/** The results as a list alone, or with the map above it. */
const SearchView = ({ filters }: { filters: Filters }) => {
  const intl = useIntl();
  const { pathname } = useLocation();
  const views = [
    { view: 'list', icon: listSVG, label: messages.list },
    { view: 'map', icon: mapSVG, label: messages.map },
  ] as const;
  return (
    <ul
      className="zr-search-views"
      aria-label={intl.formatMessage(messages.label)}
    >
      {views.map(({ view, icon, label }) => (
        <li key={view}>
          <Link
            className="link-container"
            to={pathname + filtersToUrl({ ...filters, view })}
            aria-current={filters.view === view ? 'true' : undefined}
          >
            <Icon name={icon} size="20px" />
            {intl.formatMessage(label)}
          </Link>
        </li>
      ))}
    </ul>
  );
};

export default SearchView;
