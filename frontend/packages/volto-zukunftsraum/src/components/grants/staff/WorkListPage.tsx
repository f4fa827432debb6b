import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import lockSVG from '@plone/volto/icons/lock.svg';
import warningSVG from '@plone/volto/icons/warning.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { longDate } from '../../../helpers/dates';
import { euros } from '../../../helpers/numbers';
import Protected from '../../access/Protected';
import DataTable from '../../listing/DataTable';
import type { Column } from '../../listing/DataTable';
import Loaded from '../../listing/Loaded';
import PageLinks from '../../listing/PageLinks';
import { pageCount } from '../../listing/query';
import type { Listed } from '../../listing/urlParameters';
import { useOwnList } from '../../listing/useOwnList';
import { usePageFocus } from '../../listing/usePageFocus';
import GrantState from '../GrantState';
import SaveButtons from './SaveButtons';
import StaffNav from './StaffNav';
import WorkFilters, { isNarrowed } from './WorkFilters';
import { workExportPath, workPath } from './load';
import type { GrantItem } from './types';

const messages = defineMessages({
  title: { id: 'zr.grants.work', defaultMessage: 'Grant applications' },
  lists: {
    id: 'zr.grants.work.lists',
    defaultMessage: 'Which applications',
  },
  mine: { id: 'zr.grants.work.mine', defaultMessage: 'What I can do' },
  all: { id: 'zr.grants.work.all', defaultMessage: 'All' },
  count: {
    id: 'zr.grants.work.count',
    defaultMessage:
      '{total, plural, =0 {No applications} one {# application} other {# applications}}',
  },
  nothing: {
    id: 'zr.grants.work.mine.empty',
    defaultMessage:
      'Nothing waits for you. Applications that others examine, or municipalities complete, are in the list of all.',
  },
  none: {
    id: 'zr.grants.work.all.empty',
    defaultMessage: 'No municipality has submitted an application yet.',
  },
  noneFound: {
    id: 'zr.grants.work.none',
    defaultMessage:
      'No application fits. Take a filter away, or look in the list of all.',
  },
  showAll: {
    id: 'zr.grants.work.showAll',
    defaultMessage: 'Show all applications',
  },
  application: {
    id: 'zr.grants.work.application',
    defaultMessage: 'Application',
  },
  municipality: {
    id: 'zr.grants.work.municipality',
    defaultMessage: 'Municipality',
  },
  weak: {
    id: 'zr.grants.work.weak',
    defaultMessage: 'Structurally weak',
  },
  state: { id: 'zr.grants.work.state', defaultMessage: 'State' },
  close: {
    id: 'zr.grants.work.close',
    defaultMessage: 'Not for you: four eyes',
  },
  amount: { id: 'zr.grants.work.amount', defaultMessage: 'Asked for' },
  approved: {
    id: 'zr.grants.work.approved',
    defaultMessage: '{amount} approved',
  },
  submitted: {
    id: 'zr.grants.work.submitted',
    defaultMessage: 'Submitted',
  },
  deadline: { id: 'zr.grants.work.deadline', defaultMessage: 'Deadline' },
  decision: {
    id: 'zr.grants.work.deadline.decision',
    defaultMessage: 'for the decision',
  },
  answer: {
    id: 'zr.grants.work.deadline.answer',
    defaultMessage: 'for the answer',
  },
  proof: {
    id: 'zr.grants.work.deadline.proof',
    defaultMessage: 'for the proof of use',
  },
  overdue: { id: 'zr.grants.work.overdue', defaultMessage: 'overdue' },
  waits: { id: 'zr.grants.work.waits', defaultMessage: 'Waits for' },
  examiner: {
    id: 'zr.grants.work.waits.examiner',
    defaultMessage: 'Examination',
  },
  approver: {
    id: 'zr.grants.work.waits.approver',
    defaultMessage: 'Decision',
  },
  finance: { id: 'zr.grants.work.waits.finance', defaultMessage: 'Finance' },
  waitsMunicipality: {
    id: 'zr.grants.work.waits.municipality',
    defaultMessage: 'Municipality',
  },
  nobody: { id: 'zr.grants.work.waits.nobody', defaultMessage: 'Nobody' },
  save: { id: 'zr.grants.work.file', defaultMessage: 'grant-applications' },
});

const WAITS = {
  examiner: messages.examiner,
  approver: messages.approver,
  finance: messages.finance,
  municipality: messages.waitsMunicipality,
} as const;

/** Until when something has to be done, and whether that is over. */
const Deadline = ({ item }: { item: GrantItem }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  if (!item.deadline) return <>–</>;
  return (
    <>
      {longDate(item.deadline, intl.locale)}
      {item.deadline_kind && (
        <p className="zr-muted">{t(messages[item.deadline_kind])}</p>
      )}
      {item.overdue && (
        <span className="zr-badge zr-badge--danger">
          <Icon name={warningSVG} size="18px" />
          {t(messages.overdue)}
        </span>
      )}
    </>
  );
};

/** What examiners, approvers and finance have before them, at /foerderantraege. */
const WorkListPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const {
    url,
    list: grants,
    isClosed,
    readAgain,
  } = useOwnList<Listed<GrantItem>>(workPath);
  const list = url.get('list') === 'all' ? 'all' : 'mine';
  const sorted = url.get('sort') || 'deadline';

  const heading = usePageFocus(url.page);

  if (isClosed) {
    return <Protected />;
  }

  /** The head of a column sorts by it; the highest amount comes first. */
  const sort = (key: string) => ({
    order:
      sorted === key
        ? key === 'amount'
          ? ('descending' as const)
          : ('ascending' as const)
        : undefined,
    to: url.to({ sort: key === 'deadline' ? '' : key }),
  });

  const columns: Column<GrantItem>[] = [
    {
      key: 'application',
      title: t(messages.application),
      isHeading: true,
      sort: sort('number'),
      cell: (item) => (
        <>
          <Link to={flattenToAppURL(item['@id'])}>{item.title}</Link>
          <p className="zr-muted">{item.number}</p>
        </>
      ),
    },
    {
      key: 'municipality',
      title: t(messages.municipality),
      cell: ({ municipality, land, weak }) => (
        <>
          {municipality?.name ?? '–'}
          {land && <p className="zr-muted">{land}</p>}
          {weak && <span className="zr-badge">{t(messages.weak)}</span>}
        </>
      ),
    },
    {
      key: 'state',
      title: t(messages.state),
      cell: ({ state, close }) => (
        <>
          <GrantState state={state} />
          {close && (
            <p className="zr-staff-close">
              <Icon name={lockSVG} size="18px" />
              {t(messages.close)}
            </p>
          )}
        </>
      ),
    },
    {
      key: 'waits',
      title: t(messages.waits),
      cell: ({ waits_for: who }) => t(who ? WAITS[who] : messages.nobody),
    },
    {
      key: 'deadline',
      title: t(messages.deadline),
      className: 'date',
      sort: sort('deadline'),
      cell: (item) => <Deadline item={item} />,
    },
    {
      key: 'submitted',
      title: t(messages.submitted),
      className: 'date',
      sort: sort('submitted'),
      cell: ({ submitted }) => longDate(submitted, intl.locale) || '–',
    },
    {
      key: 'amount',
      title: t(messages.amount),
      className: 'number',
      sort: sort('amount'),
      cell: ({ asked, approved }) => (
        <>
          {euros(asked, intl.locale)}
          {approved && (
            <p className="zr-muted">
              {t(messages.approved, { amount: euros(approved, intl.locale) })}
            </p>
          )}
        </>
      ),
    },
  ];

  return (
    <div className="zr-page zr-work">
      <Helmet
        title={t(messages.title)}
        meta={[{ name: 'robots', content: 'noindex, nofollow' }]}
      />
      <h1 className="documentFirstHeading">{t(messages.title)}</h1>
      <StaffNav />
      <div
        className="zr-cluster zr-staff-lists"
        role="group"
        aria-label={t(messages.lists)}
      >
        {(['mine', 'all'] as const).map((one) => (
          <Link
            key={one}
            className={`zr-button zr-button--${list === one ? 'primary' : 'secondary'}`}
            to={url.to({ list: one === 'mine' ? '' : one })}
            aria-current={list === one ? 'true' : undefined}
          >
            {t(messages[one])}
          </Link>
        ))}
      </div>
      <WorkFilters />
      <Loaded resource={grants} onRetry={() => readAgain()}>
        {({ items, items_total: total }, busy) => (
          <>
            <div className="zr-staff-head">
              <p role="status" className="zr-count" ref={heading} tabIndex={-1}>
                {t(messages.count, { total })}
              </p>
              {total > 0 && (
                <SaveButtons
                  name={t(messages.save)}
                  pathOf={(format) => workExportPath(url.search, format)}
                />
              )}
            </div>
            {items.length > 0 ? (
              <DataTable
                className="zr-staff-table"
                caption={`${t(messages.title)}: ${t(messages[list])}`}
                columns={columns}
                items={items}
                id={(item) => item['@id']}
                busy={busy}
              />
            ) : (
              <div className="zr-empty">
                <p>
                  {t(
                    isNarrowed(url.get)
                      ? messages.noneFound
                      : list === 'mine'
                        ? messages.nothing
                        : messages.none,
                  )}
                </p>
                {list === 'mine' && (
                  <p>
                    <Link
                      className="zr-button zr-button--secondary"
                      to={url.to({ list: 'all' })}
                    >
                      {t(messages.showAll)}
                    </Link>
                  </p>
                )}
              </div>
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

export default WorkListPage;
