import { useEffect, useMemo, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import loadable from '@loadable/component';
import { createPortal } from 'react-dom';
import { Link, useHistory, useLocation } from 'react-router-dom';
import { useSelector, useStore } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import Toolbar from '@plone/volto/components/manage/Toolbar/Toolbar';
import { useClient } from '@plone/volto/hooks/client/useClient';
import zoomSVG from '@plone/volto/icons/zoom.svg';
import type { FacetCounts } from '../listing/facets';
import { FACET_NAMES } from '../listing/facets';
import Chips from '../listing/Chips';
import Facets from '../listing/Facets';
import ItemList from '../listing/ItemList';
import { HitWords } from '../listing/Marked';
import Pages from '../listing/Pages';
import {
  PAGE_SIZE,
  PARAMETERS,
  changed,
  choosing,
  chosenCount,
  filtersFromUrl,
  filtersToUrl,
  hiddenFields,
  isFiltered,
  unchosen,
} from '../listing/query';
import type { Sort } from '../listing/query';
import type { SearchSlot } from '../listing/types';
import { useLoad } from '../listing/useLoad';
import type { ResourcesState } from '../../store/resources';
import { useResource } from '../../store/useResource';
import { useTerms } from '../vocabulary/useTerm';
import SearchExport from './SearchExport';
import SearchView from './SearchView';
import { loadSearch, searchFacetsPath, searchKey } from './load';

// The shapes of the Länder are needed on the map only.
const StateChoice = loadable(() => import('../map/StateChoice'));

const messages = defineMessages({
  title: { id: 'zr.search.title', defaultMessage: 'Search' },
  titleOf: { id: 'zr.search.titleOf', defaultMessage: 'Search: {text}' },
  form: { id: 'zr.search.form', defaultMessage: 'Search with other words' },
  label: { id: 'zr.search.label', defaultMessage: 'What are you looking for?' },
  submit: { id: 'zr.search.submit', defaultMessage: 'Search' },
  results: { id: 'zr.search.results', defaultMessage: 'Results' },
  count: {
    id: 'zr.search.count',
    defaultMessage:
      '{total, plural, =0 {No results} one {# result} other {# results}}',
  },
  similar: {
    id: 'zr.search.similar',
    defaultMessage:
      'Nothing has exactly these words. You see results with similar words or parts of them.',
  },
  part: { id: 'zr.search.part', defaultMessage: '{from} to {to} are shown' },
  loading: { id: 'zr.search.loading', defaultMessage: 'Searching …' },
  sort: { id: 'zr.search.sort', defaultMessage: 'Sort by' },
  relevance: { id: 'zr.search.sort.relevance', defaultMessage: 'Relevance' },
  date: { id: 'zr.search.sort.date', defaultMessage: 'Newest first' },
  byTitle: { id: 'zr.search.sort.title', defaultMessage: 'Title' },
  onMap: {
    id: 'zr.search.onMap',
    defaultMessage: 'Or search on the map of the federal states',
  },
  none: {
    id: 'zr.search.none',
    defaultMessage: 'Nothing was found. This may help:',
  },
  noneShorter: {
    id: 'zr.search.none.shorter',
    defaultMessage:
      'Use fewer or shorter words, such as “care” instead of “care advice centre”.',
  },
  noneFilters: {
    id: 'zr.search.none.filters',
    defaultMessage: 'Take filters away.',
  },
  noneSpelling: {
    id: 'zr.search.none.spelling',
    defaultMessage: 'Check the spelling.',
  },
  noneAsk: {
    id: 'zr.search.none.ask',
    defaultMessage: 'Ask the programme office. It knows who can help.',
  },
  contact: { id: 'zr.search.none.contact', defaultMessage: 'Contact' },
  begin: {
    id: 'zr.search.begin',
    defaultMessage: 'Or choose a topic',
  },
  failed: {
    id: 'zr.search.failed',
    defaultMessage:
      'The search did not answer. Your words are kept. Please try again.',
  },
  retry: { id: 'zr.search.retry', defaultMessage: 'Try again' },
});

const NOTHING: SearchSlot = {
  items: [],
  total: 0,
  loaded: false,
  loading: false,
  error: null,
};

type State = {
  search: { subrequests: Record<string, SearchSlot> };
  resources: ResourcesState;
};

/** The search over everything that this reader may see. */
const SearchPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const store = useStore();
  const history = useHistory();
  const { pathname, search } = useLocation();
  const isClient = useClient();
  const topics = useTerms('topics');
  const filters = useMemo(() => filtersFromUrl(search), [search]);
  const key = searchKey(search);
  const slot = useSelector<State, SearchSlot>(
    (state) => state.search?.subrequests?.[key] ?? NOTHING,
  );
  const similar = useSelector<State, boolean>((state) =>
    Boolean(state.resources?.[key]?.data),
  );
  const [text, setText] = useState(filters.text);
  const results = useRef<HTMLHeadingElement>(null);

  useEffect(() => setText(filters.text), [filters.text]);
  useLoad(key, () => loadSearch(store, search), slot.loaded);
  const counts = useResource<FacetCounts>(searchFacetsPath(filters));
  // On the map, the numbers of before stay until the new ones are there.
  const lastCounts = useRef<FacetCounts>();
  if (counts.data) lastCounts.current = counts.data;

  const page = useRef(filters.page);
  useEffect(() => {
    if (page.current !== filters.page) results.current?.focus();
    page.current = filters.page;
  }, [filters.page]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    history.push(
      pathname + filtersToUrl(changed(filters, { text: text.trim() })),
    );
  };

  const searched = isFiltered(filters);
  const { items, total, loaded, error } = slot;
  const from = (filters.page - 1) * PAGE_SIZE + 1;
  const to = Math.min(total, from + PAGE_SIZE - 1);
  const title = filters.text
    ? t(messages.titleOf, { text: filters.text })
    : t(messages.title);
  const onMap = filters.view === 'map';
  const sortLink = (sort: Sort, label: string) => (
    <li>
      <Link
        to={pathname + filtersToUrl(changed(filters, { sort }))}
        aria-current={
          filters.sort === sort ||
          // without words, there is no relevance
          (sort === 'date' && filters.sort === 'relevance' && !filters.text)
            ? 'true'
            : undefined
        }
      >
        {label}
      </Link>
    </li>
  );

  return (
    <div id="page-search" className="zr-page zr-search">
      <Helmet
        title={title}
        // Search engines have their own results.
        meta={searched ? [{ name: 'robots', content: 'noindex, follow' }] : []}
      />
      <h1 className="documentFirstHeading">{title}</h1>
      <form
        role="search"
        aria-label={t(messages.form)}
        className="zr-search-form"
        action={pathname}
        onSubmit={onSubmit}
      >
        <label htmlFor="zr-search-page-text">{t(messages.label)}</label>
        <div className="zr-search-row">
          <input
            id="zr-search-page-text"
            type="search"
            name={PARAMETERS.text}
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
          />
          {hiddenFields(filters, 'text').map(([name, value]) => (
            <input
              key={`${name} ${value}`}
              type="hidden"
              name={name}
              value={value}
            />
          ))}
          <button type="submit" className="zr-button zr-button--primary">
            <Icon name={zoomSVG} size="24px" />
            {t(messages.submit)}
          </button>
        </div>
      </form>
      {!searched && onMap && (
        <StateChoice filters={filters} counts={lastCounts.current} />
      )}
      {!searched ? (
        <section className="zr-search-begin" aria-labelledby="zr-begin">
          <h2 id="zr-begin">{t(messages.begin)}</h2>
          <ul className="zr-topic-doors">
            {topics.map(({ token, title: topic }) => (
              <li key={token}>
                <Link
                  className="link-container"
                  to={
                    pathname + filtersToUrl(choosing(filters, 'topic', [token]))
                  }
                >
                  {topic}
                </Link>
              </li>
            ))}
          </ul>
          {!onMap && (
            <p className="zr-search-onmap">
              <Link to={`${pathname}?${PARAMETERS.view}=map`}>
                {t(messages.onMap)}
              </Link>
            </p>
          )}
        </section>
      ) : (
        <div className="zr-listing">
          <Facets
            filters={filters}
            names={FACET_NAMES}
            counts={counts}
            total={loaded ? total : undefined}
          />
          <section
            id="search-results"
            className="zr-results"
            aria-labelledby="zr-results-title"
            aria-busy={!loaded && !error}
          >
            <h2
              id="zr-results-title"
              className="zr-visually-hidden"
              tabIndex={-1}
              ref={results}
            >
              {t(messages.results)}
            </h2>
            <div className="zr-results-head">
              <p role="status" className="zr-count">
                {!loaded && !error && total === 0
                  ? t(messages.loading)
                  : !error && t(messages.count, { total })}
                {total > PAGE_SIZE && to >= from && (
                  <span className="zr-muted">
                    {' · '}
                    {t(messages.part, { from, to })}
                  </span>
                )}
                {loaded && similar && (
                  <span className="zr-count-note">{t(messages.similar)}</span>
                )}
              </p>
              <SearchView filters={filters} />
              <Chips filters={filters} counts={counts.data} />
            </div>
            {onMap && (
              <StateChoice filters={filters} counts={lastCounts.current} />
            )}
            {total > 1 && (
              <div className="zr-sort">
                <span id="zr-sort-label">{t(messages.sort)}</span>
                <ul aria-labelledby="zr-sort-label">
                  {filters.text && sortLink('relevance', t(messages.relevance))}
                  {sortLink('date', t(messages.date))}
                  {sortLink('title', t(messages.byTitle))}
                </ul>
              </div>
            )}
            {Boolean(error) && (
              <div className="zr-notice zr-notice--danger" role="alert">
                <p>{t(messages.failed)}</p>
                <button
                  type="button"
                  className="zr-button zr-button--secondary"
                  onClick={() =>
                    loadSearch(store, search).catch(() => undefined)
                  }
                >
                  {t(messages.retry)}
                </button>
              </div>
            )}
            <HitWords.Provider value={filters.text}>
              {items.length > 0 && <ItemList items={items} />}
            </HitWords.Provider>
            {loaded && total === 0 && (
              <div className="zr-empty">
                <p>{t(messages.none)}</p>
                <ul>
                  {filters.text && chosenCount(filters) > 0 && (
                    <li>
                      <Link to={pathname + filtersToUrl(unchosen(filters))}>
                        {t(messages.noneFilters)}
                      </Link>
                    </li>
                  )}
                  <li>{t(messages.noneShorter)}</li>
                  <li>{t(messages.noneSpelling)}</li>
                  <li>
                    {t(messages.noneAsk)}{' '}
                    <Link to="/kontakt">{t(messages.contact)}</Link>
                  </li>
                </ul>
              </div>
            )}
            <Pages filters={filters} total={total} />
            {loaded && <SearchExport filters={filters} total={total} />}
          </section>
        </div>
      )}
      {isClient &&
        createPortal(
          <Toolbar
            pathname={pathname}
            hideDefaultViewButtons
            inner={<span />}
          />,
          document.getElementById('toolbar') as HTMLElement,
        )}
    </div>
  );
};

export default SearchPage;
