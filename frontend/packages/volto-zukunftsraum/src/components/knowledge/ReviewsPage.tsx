import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { daysAgo, isPast, longDate } from '../../helpers/dates';
import Protected from '../access/Protected';
import DataTable from '../listing/DataTable';
import type { Column } from '../listing/DataTable';
import Loaded from '../listing/Loaded';
import PageLinks from '../listing/PageLinks';
import { useTypeName } from '../listing/PageSummary';
import { pageCount } from '../listing/query';
import { useOwnList } from '../listing/useOwnList';
import { usePageFocus } from '../listing/usePageFocus';
import { REVIEWED, reviewsPath } from './load';
import type { Review, ReviewList, Reviews } from './types';

const messages = defineMessages({
  title: { id: 'zr.knowledge.reviews', defaultMessage: 'Editors' },
  lead: {
    id: 'zr.knowledge.reviews.lead',
    defaultMessage:
      'What waits for the editors. Open a text to read it and to decide.',
  },
  lists: { id: 'zr.knowledge.reviews.lists', defaultMessage: 'Which texts' },
  pending: { id: 'zr.knowledge.reviews.pending', defaultMessage: 'Submitted' },
  due: { id: 'zr.knowledge.reviews.due', defaultMessage: 'Due for a check' },
  copies: {
    id: 'zr.knowledge.reviews.copies',
    defaultMessage: 'Working copies',
  },
  drafts: { id: 'zr.knowledge.reviews.drafts', defaultMessage: 'Drafts' },
  count: {
    id: 'zr.knowledge.reviews.count',
    defaultMessage:
      '{total, plural, =0 {No texts} one {# text} other {# texts}}',
  },
  pendingEmpty: {
    id: 'zr.knowledge.reviews.pending.empty',
    defaultMessage: 'Nothing waits for a decision.',
  },
  dueEmpty: {
    id: 'zr.knowledge.reviews.due.empty',
    defaultMessage: 'No text is due for a check.',
  },
  copiesEmpty: {
    id: 'zr.knowledge.reviews.copies.empty',
    defaultMessage: 'Nobody works on a copy of a published text.',
  },
  draftsEmpty: {
    id: 'zr.knowledge.reviews.drafts.empty',
    defaultMessage: 'There are no drafts.',
  },
  import: {
    id: 'zr.knowledge.reviews.import',
    defaultMessage: 'Import practice examples',
  },
  text: { id: 'zr.knowledge.reviews.text', defaultMessage: 'Text' },
  author: { id: 'zr.knowledge.reviews.author', defaultMessage: 'Author' },
  place: {
    id: 'zr.knowledge.reviews.municipality',
    defaultMessage: 'Municipality',
  },
  since: { id: 'zr.knowledge.reviews.since', defaultMessage: 'Since' },
  dueOn: { id: 'zr.knowledge.reviews.dueOn', defaultMessage: 'Due on' },
  nextReview: {
    id: 'zr.knowledge.reviews.nextReview',
    defaultMessage: 'Next check',
  },
  responsible: {
    id: 'zr.knowledge.reviews.responsible',
    defaultMessage: 'Responsible',
  },
  days: {
    id: 'zr.knowledge.reviews.days',
    defaultMessage:
      '{days, plural, =0 {since today} one {for one day} other {for # days}}',
  },
  overdue: {
    id: 'zr.knowledge.reviews.overdue',
    defaultMessage:
      '{days, plural, =0 {due today} one {one day overdue} other {# days overdue}}',
  },
  copyOf: {
    id: 'zr.knowledge.reviews.copyOf',
    defaultMessage: 'Copy of {link}',
  },
  filter: { id: 'zr.knowledge.reviews.filter', defaultMessage: 'Narrow down' },
  type: { id: 'zr.knowledge.reviews.type', defaultMessage: 'Kind of text' },
  allTypes: { id: 'zr.knowledge.reviews.allTypes', defaultMessage: 'All' },
  sort: { id: 'zr.knowledge.reviews.sort', defaultMessage: 'Sort by' },
  oldest: {
    id: 'zr.knowledge.reviews.sort.oldest',
    defaultMessage: 'Longest waiting first',
  },
  newest: {
    id: 'zr.knowledge.reviews.sort.newest',
    defaultMessage: 'Newest first',
  },
  byTitle: { id: 'zr.knowledge.reviews.sort.title', defaultMessage: 'Title' },
});

const LISTS: ReviewList[] = ['pending', 'due', 'copies', 'drafts'];

const EMPTY = {
  pending: messages.pendingEmpty,
  due: messages.dueEmpty,
  copies: messages.copiesEmpty,
  drafts: messages.draftsEmpty,
};

/** Value of the choice → what the address and the API are asked for. */
const SORTS = {
  oldest: { sort_on: '', sort_order: '' },
  newest: { sort_on: '', sort_order: 'descending' },
  title: { sort_on: 'title', sort_order: '' },
} as const;

/** The editors' inbox: four lists, oldest first. */
const ReviewsPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const typeName = useTypeName();
  const {
    url,
    list: reviews,
    isClosed,
    readAgain,
  } = useOwnList<Reviews>(reviewsPath);
  const heading = usePageFocus(url.page);
  const asked = url.get('list') as ReviewList;
  const list = LISTS.includes(asked) ? asked : 'pending';
  const sort =
    url.get('sort_on') === 'title'
      ? 'title'
      : url.get('sort_order') === 'descending'
        ? 'newest'
        : 'oldest';

  if (isClosed) {
    return <Protected />;
  }

  const isDown = url.get('sort_order') === 'descending';
  /** The head of a column sorts by it; once more, the other way round. */
  const sortBy = (field: '' | 'title') => {
    const isThis = (url.get('sort_on') === 'title') === (field === 'title');
    return {
      order: isThis
        ? isDown
          ? ('descending' as const)
          : ('ascending' as const)
        : undefined,
      to: url.to({
        sort_on: field,
        sort_order: isThis && !isDown ? 'descending' : '',
      }),
    };
  };

  const columns: Column<Review>[] = [
    {
      key: 'text',
      title: t(messages.text),
      sort: sortBy('title'),
      isHeading: true,
      cell: (review) => (
        <>
          <Link to={flattenToAppURL(review['@id'])}>{review.title}</Link>
          <p className="zr-muted">
            {review.copy_of
              ? t(messages.copyOf, {
                  link: (
                    <Link key="of" to={flattenToAppURL(review.copy_of['@id'])}>
                      {review.copy_of.title}
                    </Link>
                  ),
                })
              : typeName(review.type)}
          </p>
        </>
      ),
    },
    {
      key: 'author',
      title: t(messages.author),
      cell: ({ author }) => author.fullname || '–',
    },
    {
      key: 'municipality',
      title: t(messages.place),
      cell: ({ municipality }) => municipality?.name ?? '–',
    },
    {
      key: 'since',
      title: t(list === 'due' ? messages.dueOn : messages.since),
      sort: sortBy(''),
      className: 'date',
      cell: ({ since }) =>
        since ? (
          <>
            {longDate(since, intl.locale)}
            <p className={list === 'due' ? 'zr-due' : 'zr-muted'}>
              {t(list === 'due' ? messages.overdue : messages.days, {
                days: daysAgo(since),
              })}
            </p>
          </>
        ) : (
          '–'
        ),
    },
    ...(list === 'due'
      ? []
      : [
          {
            key: 'next',
            title: t(messages.nextReview),
            className: 'date',
            cell: ({ next_review: next }: Review) => (
              <span className={isPast(next) ? 'zr-due' : undefined}>
                {longDate(next, intl.locale) || '–'}
              </span>
            ),
          },
        ]),
    {
      key: 'responsible',
      title: t(messages.responsible),
      cell: ({ responsible }) => responsible || '–',
    },
  ];

  return (
    <div className="zr-page zr-work">
      <Helmet title={t(messages.title)} />
      <div className="zr-work-head">
        <h1 className="documentFirstHeading">{t(messages.title)}</h1>
        <Link className="zr-button zr-button--secondary" to="/redaktion/import">
          {t(messages.import)}
        </Link>
      </div>
      <p className="zr-lead">{t(messages.lead)}</p>
      <nav className="zr-views" aria-label={t(messages.lists)}>
        <ul>
          {LISTS.map((one) => (
            <li key={one}>
              <Link
                to={url.to({ list: one === 'pending' ? '' : one })}
                aria-current={one === list ? 'page' : undefined}
              >
                {t(messages[one])}
                {reviews.data && ` (${reviews.data.counts[one]})`}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div
        className="zr-filter zr-filter--row"
        role="group"
        aria-label={t(messages.filter)}
      >
        <div className="zr-filter-field">
          <label htmlFor="zr-reviews-type">{t(messages.type)}</label>
          <select
            id="zr-reviews-type"
            value={url.get('type')}
            onChange={({ target }) => url.go({ type: target.value })}
          >
            <option value="">{t(messages.allTypes)}</option>
            {REVIEWED.map((type) => (
              <option key={type} value={type}>
                {typeName(type)}
              </option>
            ))}
          </select>
        </div>
        <div className="zr-filter-field">
          <label htmlFor="zr-reviews-sort">{t(messages.sort)}</label>
          <select
            id="zr-reviews-sort"
            value={sort}
            onChange={({ target }) =>
              url.go(SORTS[target.value as keyof typeof SORTS])
            }
          >
            <option value="oldest">{t(messages.oldest)}</option>
            <option value="newest">{t(messages.newest)}</option>
            <option value="title">{t(messages.byTitle)}</option>
          </select>
        </div>
      </div>
      <Loaded resource={reviews} onRetry={() => readAgain()}>
        {({ items, items_total: total }, busy) => (
          <>
            <p role="status" className="zr-count" ref={heading} tabIndex={-1}>
              {t(messages.count, { total })}
            </p>
            {items.length > 0 ? (
              <DataTable
                caption={t(messages[list])}
                columns={columns}
                items={items}
                id={({ uid }) => uid}
                busy={busy}
              />
            ) : (
              <p className="zr-empty">{t(EMPTY[list])}</p>
            )}
            <PageLinks
              page={url.page}
              count={pageCount(total)}
              to={url.pageTo}
            />
          </>
        )}
      </Loaded>
    </div>
  );
};

export default ReviewsPage;
