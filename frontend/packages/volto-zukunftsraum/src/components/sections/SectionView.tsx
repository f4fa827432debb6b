import { useEffect, useMemo, useRef } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { useSelector, useStore } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import type { Content } from '@plone/types';
import { getBaseUrl } from '@plone/volto/helpers/Url/Url';
import StaffLink from '../grants/staff/StaffLink';
import Chips from '../listing/Chips';
import Facets from '../listing/Facets';
import ItemList from '../listing/ItemList';
import ListingFilter from '../listing/ListingFilter';
import { HitWords } from '../listing/Marked';
import Pages from '../listing/Pages';
import {
  PAGE_SIZE,
  changed,
  filtersFromUrl,
  filtersToUrl,
  isFiltered,
} from '../listing/query';
import type { FacetCounts } from '../listing/facets';
import type { SearchSlot } from '../listing/types';
import { useLoad } from '../listing/useLoad';
import Body from '../page/Body';
import Head from '../page/Head';
import MonthView from '../seminars/MonthView';
import { thisMonth } from '../seminars/month';
import WriteLink from '../submission/WriteLink';
import { useResource } from '../../store/useResource';
import {
  SECTION_FACETS,
  byDate,
  holdsSeminars,
  loadSection,
  sectionFacetsPath,
  sectionKeys,
} from './load';

const messages = defineMessages({
  entries: { id: 'zr.sections.entries', defaultMessage: 'Entries' },
  count: {
    id: 'zr.sections.count',
    defaultMessage:
      '{total, plural, =0 {No entries} one {# entry} other {# entries}}',
  },
  countFiltered: {
    id: 'zr.sections.count.filtered',
    defaultMessage:
      '{total, plural, =0 {Nothing found} one {# entry found} other {# entries found}}',
  },
  part: {
    id: 'zr.sections.part',
    defaultMessage: '{from} to {to} are shown',
  },
  views: { id: 'zr.sections.views', defaultMessage: 'How dates are shown' },
  asList: { id: 'zr.sections.views.list', defaultMessage: 'As a list' },
  asMonth: { id: 'zr.sections.views.month', defaultMessage: 'As a calendar' },
  coming: { id: 'zr.sections.coming', defaultMessage: 'Coming dates' },
  past: { id: 'zr.sections.past', defaultMessage: 'Past dates' },
  noneComing: {
    id: 'zr.sections.noneComing',
    defaultMessage: 'No date is announced at the moment.',
  },
  nothingFound: {
    id: 'zr.sections.nothingFound',
    defaultMessage:
      'Nothing here fits. Try a shorter word, leave out the topic, or search the whole site.',
  },
  showAll: { id: 'zr.sections.showAll', defaultMessage: 'Show all entries' },
  searchAll: {
    id: 'zr.sections.searchAll',
    defaultMessage: 'Search the whole site',
  },
  empty: {
    id: 'zr.sections.empty',
    defaultMessage:
      'There is nothing here yet that you can see. You may find something in the other parts of the site.',
  },
  emptyForStrangers: {
    id: 'zr.sections.empty.strangers',
    defaultMessage:
      'Nothing is public here yet. Some content is for members only: log in, or join in.',
  },
  login: { id: 'zr.sections.login', defaultMessage: 'Log in' },
  join: { id: 'zr.sections.join', defaultMessage: 'Join in' },
  failed: {
    id: 'zr.sections.failed',
    defaultMessage:
      'The list could not be loaded. Please check your connection and load the page again.',
  },
  loading: { id: 'zr.sections.loading', defaultMessage: 'Loading …' },
});

const NOTHING: SearchSlot = {
  items: [],
  total: 0,
  loaded: false,
  loading: false,
  error: null,
};

const useSlot = (key: string) =>
  useSelector<
    { search: { subrequests: Record<string, SearchSlot> } },
    SearchSlot
  >((state) => state.search?.subrequests?.[key] ?? NOTHING);

/** A part of the site: what it is about, then what it holds. */
const SectionView = ({ content }: { content: Content }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const store = useStore();
  const location = useLocation();
  const path = getBaseUrl(location.pathname);
  const filters = useMemo(
    () => filtersFromUrl(location.search),
    [location.search],
  );
  const keys = sectionKeys(path, location.search);
  const isByDate = holdsSeminars(content);
  const all = useSlot(keys.all);
  const coming = useSlot(keys.coming);
  const past = useSlot(keys.past);
  const results = useRef<HTMLHeadingElement>(null);

  const isMonth = isByDate && filters.month !== '';

  useLoad(
    `${content['@id']}${isByDate} ${keys.all}`,
    async () => isMonth || loadSection(store, content, path, location.search),
    isMonth || (isByDate ? past.loaded : all.loaded),
  );

  // Who turns a page goes on reading at its beginning.
  const page = useRef(filters.page);
  useEffect(() => {
    if (page.current !== filters.page) results.current?.focus();
    page.current = filters.page;
  }, [filters.page]);

  const slots = isByDate ? [coming, past] : [all];
  const dated = byDate(filters.page, coming, past);
  const total = isByDate ? dated.total : all.total;
  const isFailed = slots.some(({ error }) => error);
  const isLoading = !isFailed && slots.some(({ loaded }) => !loaded);
  const filtered = isFiltered(filters);
  const isEmpty = !isLoading && !isFailed && total === 0;
  const isStranger = useSelector<
    { userSession: { token?: string | null } },
    boolean
  >((state) => !state.userSession.token);
  const from = (filters.page - 1) * PAGE_SIZE + 1;
  const to = Math.min(total, from + PAGE_SIZE - 1);
  const facetsPath = sectionFacetsPath(content, path, location.search);
  const counts = useResource<FacetCounts>(facetsPath);

  return (
    <div className="zr-page zr-section">
      <Head content={content} />
      <Body content={content} />
      <WriteLink path={path} />
      <StaffLink path={path} />
      <div className={facetsPath ? 'zr-listing' : 'zr-listing without-filter'}>
        {facetsPath && (
          <div className="zr-narrow">
            <ListingFilter filters={filters} />
            <Facets
              filters={filters}
              names={SECTION_FACETS}
              counts={counts}
              total={isLoading || isMonth ? undefined : total}
            />
          </div>
        )}
        <section
          className="zr-results"
          aria-labelledby="zr-results-title"
          aria-busy={isLoading}
        >
          <h2
            id="zr-results-title"
            tabIndex={-1}
            ref={results}
            className="zr-visually-hidden"
          >
            {t(messages.entries)}
          </h2>
          {isByDate && (
            <nav className="zr-views" aria-label={t(messages.views)}>
              <ul>
                {[
                  { label: messages.asList, month: '' },
                  {
                    label: messages.asMonth,
                    month: filters.month || thisMonth(),
                  },
                ].map(({ label, month }) => (
                  <li key={label.id}>
                    <Link
                      to={path + filtersToUrl(changed(filters, { month }))}
                      aria-current={
                        isMonth === Boolean(month) ? 'page' : undefined
                      }
                    >
                      {t(label)}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          {isMonth && (
            <>
              <Chips filters={filters} counts={counts.data} />
              <MonthView path={path} filters={filters} />
            </>
          )}
          {!isMonth && (
            <div
              className={
                isEmpty && !filtered ? 'zr-visually-hidden' : 'zr-results-head'
              }
            >
              <p role="status" className="zr-count">
                {isLoading && total === 0
                  ? t(messages.loading)
                  : !isFailed &&
                    t(filtered ? messages.countFiltered : messages.count, {
                      total,
                    })}
                {total > PAGE_SIZE && to >= from && (
                  <span className="zr-muted">
                    {' · '}
                    {t(messages.part, { from, to })}
                  </span>
                )}
              </p>
              <Chips filters={filters} counts={counts.data} />
            </div>
          )}
          {isFailed && !isMonth && (
            <p className="zr-notice zr-notice--danger" role="alert">
              {t(messages.failed)}
            </p>
          )}
          <HitWords.Provider value={filters.text}>
            {isMonth ? null : isByDate ? (
              <>
                {dated.coming.length > 0 && (
                  <section aria-labelledby="zr-coming">
                    <h2 id="zr-coming">{t(messages.coming)}</h2>
                    <ItemList items={dated.coming} />
                  </section>
                )}
                {!isLoading && coming.total === 0 && !filtered && (
                  <p className="zr-notice">{t(messages.noneComing)}</p>
                )}
                {dated.past.length > 0 && (
                  <section aria-labelledby="zr-past">
                    <h2 id="zr-past">{t(messages.past)}</h2>
                    <ItemList items={dated.past} className="is-past" />
                  </section>
                )}
              </>
            ) : (
              all.items.length > 0 && <ItemList items={all.items} />
            )}
          </HitWords.Provider>
          {isEmpty && !isMonth && (
            <div className="zr-empty">
              <p>
                {t(
                  filtered
                    ? messages.nothingFound
                    : isStranger
                      ? messages.emptyForStrangers
                      : messages.empty,
                )}
              </p>
              <p className="zr-cluster">
                {filtered && (
                  <Link className="zr-button zr-button--secondary" to={path}>
                    {t(messages.showAll)}
                  </Link>
                )}
                {!filtered && isStranger && (
                  <>
                    <Link
                      className="zr-button zr-button--secondary"
                      to={`/login?return_url=${encodeURIComponent(path)}`}
                    >
                      {t(messages.login)}
                    </Link>
                    <Link
                      className="zr-button zr-button--quiet"
                      to="/registrieren"
                    >
                      {t(messages.join)}
                    </Link>
                  </>
                )}
                {(filtered || !isStranger) && (
                  <Link
                    className="zr-button zr-button--quiet"
                    to={`/search${filtersToUrl(filters)}`}
                  >
                    {t(messages.searchAll)}
                  </Link>
                )}
              </p>
            </div>
          )}
          {!isMonth && <Pages filters={filters} total={total} />}
        </section>
      </div>
    </div>
  );
};

export default SectionView;
