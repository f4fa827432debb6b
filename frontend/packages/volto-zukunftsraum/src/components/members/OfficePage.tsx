import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import uploadSVG from '@plone/volto/icons/upload.svg';
import zoomSVG from '@plone/volto/icons/zoom.svg';
import { longDate } from '../../helpers/dates';
import Protected from '../access/Protected';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import DataTable from '../listing/DataTable';
import type { Column } from '../listing/DataTable';
import Loaded from '../listing/Loaded';
import PageLinks from '../listing/PageLinks';
import { pageCount } from '../listing/query';
import type { Listed } from '../listing/urlParameters';
import { useOwnList } from '../listing/useOwnList';
import { usePageFocus } from '../listing/usePageFocus';
import { useTerm } from '../vocabulary/useTerm';
import EraseDialog from './EraseDialog';
import MunicipalityFilter from './MunicipalityFilter';
import { officePath } from './load';
import type { OfficeMember } from './types';

const messages = defineMessages({
  title: { id: 'zr.members.office.title', defaultMessage: 'Members' },
  lead: {
    id: 'zr.members.office.lead',
    defaultMessage:
      'All accounts of the network, for the programme office. Please use the addresses for the work of the network only.',
  },
  import: {
    id: 'zr.members.office.import',
    defaultMessage: 'Import members',
  },
  filter: {
    id: 'zr.members.office.filter',
    defaultMessage: 'Find members',
  },
  word: {
    id: 'zr.members.office.word',
    defaultMessage: 'Name or e-mail address',
  },
  search: { id: 'zr.members.office.search', defaultMessage: 'Search' },
  reset: { id: 'zr.members.office.reset', defaultMessage: 'Show all' },
  count: {
    id: 'zr.members.office.count',
    defaultMessage:
      '{total, plural, =0 {Nobody found} one {# member} other {# members}}',
  },
  none: {
    id: 'zr.members.office.none',
    defaultMessage:
      'Nobody fits. Check the spelling, or leave out the municipality.',
  },
  ofMunicipality: {
    id: 'zr.members.office.ofMunicipality',
    defaultMessage: 'Roles and mail domains of this municipality',
  },
  person: { id: 'zr.members.office.person', defaultMessage: 'Person' },
  category: { id: 'zr.members.office.category', defaultMessage: 'Category' },
  municipalities: {
    id: 'zr.members.office.municipalities',
    defaultMessage: 'Municipalities',
  },
  since: { id: 'zr.members.office.since', defaultMessage: 'Member since' },
  lastLogin: {
    id: 'zr.members.office.lastLogin',
    defaultMessage: 'Last login',
  },
  never: { id: 'zr.members.office.never', defaultMessage: 'never yet' },
  actions: { id: 'zr.members.office.actions', defaultMessage: 'Actions' },
  erase: { id: 'zr.members.office.erase', defaultMessage: 'Delete' },
  eraseName: {
    id: 'zr.members.office.erase.name',
    defaultMessage: 'Delete the account of {name}',
  },
  erased: {
    id: 'zr.members.office.erased',
    defaultMessage: 'The account of {name} has been deleted.',
  },
});

/** All members, for the office: find, delete, and the ways to roles and import. */
const OfficePage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const term = useTerm();
  const {
    url,
    list: members,
    isClosed,
    readAgain,
  } = useOwnList<Listed<OfficeMember>>(officePath);
  const { text, announce } = useAnnouncement();
  const [erased, setErased] = useState<OfficeMember | null>(null);
  const asked = url.get('q');
  const ars = url.get('ars');
  const [word, setWord] = useState(asked);

  useEffect(() => setWord(asked), [asked]);

  const heading = usePageFocus(url.page);

  if (isClosed) {
    return <Protected />;
  }

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    url.go({ q: word });
  };

  const columns: Column<OfficeMember>[] = [
    {
      key: 'person',
      title: t(messages.person),
      isHeading: true,
      cell: ({ fullname, email }) => (
        <>
          <span className="zr-person-name">{fullname}</span>
          <p className="zr-muted zr-address">{email}</p>
        </>
      ),
    },
    {
      key: 'category',
      title: t(messages.category),
      cell: ({ category }) => term('memberCategories', category),
    },
    {
      key: 'municipalities',
      title: t(messages.municipalities),
      className: 'place',
      cell: ({ municipalities }) =>
        municipalities.length > 0 && (
          <ul className="zr-plain-list">
            {municipalities.map((municipality) => (
              <li key={municipality.ars}>
                <Link to={`/mitglieder/kommune/${municipality.ars}`}>
                  {municipality.name}
                </Link>
              </li>
            ))}
          </ul>
        ),
    },
    {
      key: 'since',
      title: t(messages.since),
      className: 'date',
      cell: ({ created }) => longDate(created, intl.locale),
    },
    {
      key: 'lastLogin',
      title: t(messages.lastLogin),
      className: 'date',
      cell: ({ last_login: last }) =>
        longDate(last, intl.locale) || (
          <span className="zr-muted">{t(messages.never)}</span>
        ),
    },
    {
      key: 'actions',
      title: t(messages.actions),
      withoutLabel: true,
      className: 'actions',
      cell: (member) => (
        <div className="zr-row-actions">
          <button
            type="button"
            className="zr-button zr-button--quiet"
            aria-haspopup="dialog"
            aria-label={t(messages.eraseName, { name: member.fullname })}
            onClick={() => setErased(member)}
          >
            {t(messages.erase)}
          </button>
        </div>
      ),
    },
  ];

  return (
    <div className="zr-page zr-work">
      <Helmet title={t(messages.title)} />
      <div className="zr-work-head">
        <h1 className="documentFirstHeading">{t(messages.title)}</h1>
        <Link
          className="zr-button zr-button--secondary"
          to="/mitglieder/import"
        >
          <Icon name={uploadSVG} size="20px" />
          {t(messages.import)}
        </Link>
      </div>
      <p className="zr-lead">{t(messages.lead)}</p>
      <div className="zr-filters">
        <form
          className="zr-filter zr-filter--row"
          role="search"
          action="/mitglieder"
          aria-label={t(messages.filter)}
          onSubmit={onSubmit}
        >
          <div className="zr-filter-field">
            <label htmlFor="zr-office-word">{t(messages.word)}</label>
            <input
              id="zr-office-word"
              type="search"
              name="q"
              value={word}
              maxLength={100}
              autoComplete="off"
              onChange={(event) => setWord(event.target.value)}
            />
          </div>
          {ars && <input type="hidden" name="ars" value={ars} />}
          <button type="submit" className="zr-button zr-button--secondary">
            <Icon name={zoomSVG} size="24px" />
            {t(messages.search)}
          </button>
          {asked && (
            <Link className="zr-button zr-button--quiet" to={url.to({ q: '' })}>
              {t(messages.reset)}
            </Link>
          )}
        </form>
        <MunicipalityFilter />
      </div>
      {ars && (
        <p>
          <Link to={`/mitglieder/kommune/${encodeURIComponent(ars)}`}>
            {t(messages.ofMunicipality)}
          </Link>
        </p>
      )}
      <Announcement text={text} />
      <Loaded resource={members} onRetry={() => readAgain()}>
        {({ items, items_total: total }, busy) => (
          <>
            <p role="status" className="zr-count" ref={heading} tabIndex={-1}>
              {t(messages.count, { total })}
            </p>
            {items.length > 0 ? (
              <DataTable
                caption={t(messages.title)}
                columns={columns}
                items={items}
                id={({ id }) => id}
                busy={busy}
              />
            ) : (
              <p className="zr-empty">{t(messages.none)}</p>
            )}
            <PageLinks
              page={url.page}
              count={pageCount(total)}
              to={url.pageTo}
            />
          </>
        )}
      </Loaded>
      {erased && (
        <EraseDialog
          member={erased}
          onClose={() => setErased(null)}
          onDone={() => {
            announce(t(messages.erased, { name: erased.fullname }));
            setErased(null);
            readAgain();
          }}
        />
      )}
    </div>
  );
};

export default OfficePage;
