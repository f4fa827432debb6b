import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import addSVG from '@plone/volto/icons/add.svg';
import { longDate } from '../../helpers/dates';
import Protected from '../access/Protected';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import DataTable from '../listing/DataTable';
import type { Column } from '../listing/DataTable';
import Loaded from '../listing/Loaded';
import PageLinks from '../listing/PageLinks';
import { pageCount } from '../listing/query';
import type { Listed } from '../listing/urlParameters';
import { useOwnList } from '../listing/useOwnList';
import KeyState from './KeyState';
import NewKeyDialog from './NewKeyDialog';
import ShownKey from './ShownKey';
import { KEYS, keysPath } from './load';
import { scopeNames } from './scopes';
import type { ApiKey, NewKey } from './types';

const messages = defineMessages({
  title: { id: 'zr.keys.title', defaultMessage: 'Keys for websites' },
  lead: {
    id: 'zr.keys.lead',
    defaultMessage:
      'With a key, the website of a municipality or a ministry reads more than strangers may. A key belongs to one website; it can change nothing.',
  },
  make: { id: 'zr.keys.make', defaultMessage: 'New key' },
  none: {
    id: 'zr.keys.none',
    defaultMessage:
      'There are no keys yet. Public content needs none; make one when a website shall show what the network alone may read.',
  },
  site: { id: 'zr.keys.site', defaultMessage: 'Website' },
  opens: { id: 'zr.keys.opens', defaultMessage: 'Opens' },
  state: { id: 'zr.keys.state', defaultMessage: 'State' },
  created: { id: 'zr.keys.created', defaultMessage: 'Made' },
  expires: { id: 'zr.keys.expires', defaultMessage: 'Valid until' },
  endless: { id: 'zr.keys.endless', defaultMessage: 'without end' },
  lastUsed: { id: 'zr.keys.lastUsed', defaultMessage: 'Last used' },
  never: { id: 'zr.keys.never', defaultMessage: 'never yet' },
  beginning: { id: 'zr.keys.beginning', defaultMessage: 'begins with {begin}' },
  actions: { id: 'zr.keys.actions', defaultMessage: 'Actions' },
  revoke: { id: 'zr.keys.revoke', defaultMessage: 'Revoke' },
  revokeName: {
    id: 'zr.keys.revoke.name',
    defaultMessage: 'Revoke the key for {site} ({id})',
  },
  revokeTitle: {
    id: 'zr.keys.revoke.title',
    defaultMessage: 'Revoke the key for {site}?',
  },
  revokeText: {
    id: 'zr.keys.revoke.text',
    defaultMessage:
      'It opens nothing from now on, and the website gets an error. That cannot be undone; for a new start you make a new key.',
  },
  revoked: {
    id: 'zr.keys.revoked',
    defaultMessage: 'The key for {site} has been revoked.',
  },
});

/** Keys with which other websites read, for the office: make, see, revoke. */
const KeysPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const {
    url,
    list: keys,
    isClosed,
    readAgain,
  } = useOwnList<Listed<ApiKey>>(keysPath);
  const { text, announce } = useAnnouncement();
  const [isMaking, setIsMaking] = useState(false);
  const [made, setMade] = useState<NewKey | null>(null);
  const [revoked, setRevoked] = useState<ApiKey | null>(null);

  if (isClosed) {
    return <Protected />;
  }

  const columns: Column<ApiKey>[] = [
    {
      key: 'site',
      title: t(messages.site),
      isHeading: true,
      cell: ({ id, site, contact }) => (
        <>
          <span className="zr-person-name">{site}</span>
          {contact && <p className="zr-muted zr-address">{contact}</p>}
          <p className="zr-muted zr-key-id">
            {t(messages.beginning, { begin: <code>zrk_{id}</code> })}
          </p>
        </>
      ),
    },
    {
      key: 'opens',
      title: t(messages.opens),
      className: 'opens',
      cell: ({ scopes }) => (
        <ul className="zr-plain-list">
          {scopes.map((scope) => (
            <li key={scope}>{t(scopeNames[scope])}</li>
          ))}
        </ul>
      ),
    },
    {
      key: 'state',
      title: t(messages.state),
      cell: ({ state }) => <KeyState state={state} />,
    },
    {
      key: 'created',
      title: t(messages.created),
      cell: ({ created }) => longDate(created, intl.locale),
    },
    {
      key: 'expires',
      title: t(messages.expires),
      cell: ({ expires }) =>
        longDate(expires, intl.locale) || (
          <span className="zr-muted">{t(messages.endless)}</span>
        ),
    },
    {
      key: 'lastUsed',
      title: t(messages.lastUsed),
      cell: ({ last_used: used }) =>
        longDate(used, intl.locale) || (
          <span className="zr-muted">{t(messages.never)}</span>
        ),
    },
    {
      key: 'actions',
      title: t(messages.actions),
      withoutLabel: true,
      className: 'actions',
      cell: (key) =>
        key.state === 'active' && (
          <div className="zr-row-actions">
            <button
              type="button"
              className="zr-button zr-button--quiet"
              aria-haspopup="dialog"
              aria-label={t(messages.revokeName, {
                site: key.site,
                id: key.id,
              })}
              onClick={() => setRevoked(key)}
            >
              {t(messages.revoke)}
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
        <button
          type="button"
          className="zr-button zr-button--primary"
          aria-haspopup="dialog"
          onClick={() => setIsMaking(true)}
        >
          <Icon name={addSVG} size="20px" />
          {t(messages.make)}
        </button>
      </div>
      <p className="zr-lead">{t(messages.lead)}</p>
      <Announcement text={text} />
      {made && <ShownKey made={made} onDone={() => setMade(null)} />}
      <Loaded resource={keys} onRetry={() => readAgain()}>
        {({ items, items_total: total }, busy) => (
          <>
            {items.length > 0 ? (
              <DataTable
                caption={t(messages.title)}
                columns={columns}
                items={items}
                id={({ id }) => id}
                busy={busy}
                className="zr-keys"
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
      {isMaking && (
        <NewKeyDialog
          onClose={() => setIsMaking(false)}
          onDone={(key) => {
            setIsMaking(false);
            setMade(key);
            readAgain();
          }}
        />
      )}
      {revoked && (
        <FormDialog
          danger
          title={t(messages.revokeTitle, { site: revoked.site })}
          submitLabel={t(messages.revoke)}
          action={() => call('del', `${KEYS}/${revoked.id}`)}
          onClose={() => setRevoked(null)}
          onDone={() => {
            announce(t(messages.revoked, { site: revoked.site }));
            setRevoked(null);
            if (made?.id === revoked.id) setMade(null);
            readAgain();
          }}
        >
          <p>{t(messages.revokeText)}</p>
        </FormDialog>
      )}
    </div>
  );
};

export default KeysPage;
