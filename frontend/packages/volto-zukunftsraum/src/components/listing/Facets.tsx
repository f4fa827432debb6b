import { useRef, useState } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import filterSVG from '@plone/volto/icons/filter.svg';
import { useClient } from '@plone/volto/hooks/client/useClient';
import type { Resource } from '../../store/resources';
import Dialog from '../forms/Dialog';
import { terms } from '../vocabulary/terms';
import FacetGroup from './FacetGroup';
import { optionsOf } from './facets';
import type { FacetCounts, FacetName } from './facets';
import {
  chosenCount,
  filtersToUrl,
  hiddenFields,
  toggling,
  unchosen,
} from './query';
import type { Filters } from './query';
import { useFacetName, useFacetTitle } from './useFacetTitle';

const messages = defineMessages({
  label: { id: 'zr.search.facets', defaultMessage: 'Narrow down the results' },
  open: {
    id: 'zr.search.facets.open',
    defaultMessage: 'Filter{count, plural, =0 {} other { (# set)}}',
  },
  apply: { id: 'zr.search.facets.apply', defaultMessage: 'Show results' },
  show: {
    id: 'zr.search.facets.show',
    defaultMessage:
      '{total, plural, =0 {No results} one {Show # result} other {Show # results}}',
  },
  count: {
    id: 'zr.search.count',
    defaultMessage:
      '{total, plural, =0 {No results} one {# result} other {# results}}',
  },
  reset: {
    id: 'zr.search.facets.reset',
    defaultMessage: 'Remove all filters',
  },
  uncounted: {
    id: 'zr.search.facets.uncounted',
    defaultMessage:
      'The numbers of results could not be loaded. The filters work without them.',
  },
});

/** Where the API does not count, these can be chosen all the same. */
const KNOWN: Partial<Record<FacetName, string[]>> = {
  type: [
    'WikiArticle',
    'BestPractice',
    'Seminar',
    'ExchangeRoom',
    'Document',
    'File',
  ],
  topic: Object.keys(terms.topics),
};

/** So many facets are open from the beginning. */
const OPEN = 3;

type Props = {
  filters: Filters;
  /** What can be narrowed down by, in this order. */
  names: readonly FacetName[];
  counts: Resource<FacetCounts>;
  /** How many results there are, as soon as that is known. */
  total?: number;
};

/**
 * What a list can be narrowed down by, with counts. A choice takes effect at once;
 * without JavaScript it is a form with a button. On narrow screens it is a drawer.
 */
const Facets = ({ filters, names, counts, total }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const history = useHistory();
  const { pathname } = useLocation();
  const isClient = useClient();
  const [inDrawer, setInDrawer] = useState(false);
  const facetName = useFacetName();
  // While others are on their way, the last ones stay in place.
  const last = useRef<FacetCounts>();
  if (counts.data) last.current = counts.data;
  const shown = counts.failed ? null : counts.data ?? last.current;
  const title = useFacetTitle(shown);
  const set = chosenCount(filters);

  const go = (next: Filters) => history.push(pathname + filtersToUrl(next));

  const groups = names
    .map((name) => ({
      name,
      options: optionsOf(
        name,
        shown,
        filters.chosen[name],
        KNOWN[name] ?? [],
        (token) => title(name, token),
      ),
    }))
    .filter(({ options }) => options.length > 0);

  const form = (
    <form
      id="zr-facets"
      action={pathname}
      aria-label={t(messages.label)}
      onSubmit={(event) => event.preventDefault()}
    >
      {hiddenFields(filters, 'facets').map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {groups.map(({ name, options }, index) => (
        <FacetGroup
          key={name}
          name={name}
          legend={facetName(name)}
          options={options}
          chosen={filters.chosen[name]}
          isOpen={index < OPEN}
          onToggle={(value) => go(toggling(filters, name, value))}
        />
      ))}
      {counts.failed && <p className="zr-muted">{t(messages.uncounted)}</p>}
      {!isClient && (
        <button type="submit" className="zr-button zr-button--secondary">
          {t(messages.apply)}
        </button>
      )}
    </form>
  );

  return (
    <div className="zr-facets">
      <button
        type="button"
        className="zr-button zr-button--secondary zr-facets-button"
        aria-haspopup="dialog"
        onClick={() => setInDrawer(true)}
      >
        <Icon name={filterSVG} size="24px" />
        {t(messages.open, { count: set })}
      </button>
      {inDrawer ? (
        <Dialog
          title={t(messages.label)}
          className="zr-drawer"
          onClose={() => setInDrawer(false)}
        >
          {form}
          <div className="zr-drawer-foot">
            <p role="status" className="zr-visually-hidden">
              {total !== undefined && t(messages.count, { total })}
            </p>
            <button
              type="button"
              className="zr-button zr-button--primary"
              onClick={() => setInDrawer(false)}
            >
              {total === undefined
                ? t(messages.apply)
                : t(messages.show, { total })}
            </button>
            {set > 0 && (
              <button
                type="button"
                className="zr-button zr-button--quiet"
                onClick={() => go(unchosen(filters))}
              >
                {t(messages.reset)}
              </button>
            )}
          </div>
        </Dialog>
      ) : (
        form
      )}
    </div>
  );
};

export default Facets;
