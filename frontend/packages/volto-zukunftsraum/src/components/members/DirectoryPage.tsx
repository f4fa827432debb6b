import { useState } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import emailSVG from '@plone/volto/icons/email.svg';
import Protected from '../access/Protected';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import ItemTopics from '../listing/ItemTopics';
import Loaded from '../listing/Loaded';
import PageLinks from '../listing/PageLinks';
import { pageCount } from '../listing/query';
import type { Listed } from '../listing/urlParameters';
import { useOwnList } from '../listing/useOwnList';
import { usePageFocus } from '../listing/usePageFocus';
import { useTerm } from '../vocabulary/useTerm';
import ContactDialog from './ContactDialog';
import DirectoryFilter from './DirectoryFilter';
import { DIRECTORY_FILTERS, directoryPath } from './load';
import type { Contact } from './types';
import { useMe } from './useMe';

const messages = defineMessages({
  title: { id: 'zr.members.directory.title', defaultMessage: 'Directory' },
  lead: {
    id: 'zr.members.directory.lead',
    defaultMessage:
      'People who work on the same questions. Only those are listed who want to be found; mail addresses are never shown.',
  },
  visible: {
    id: 'zr.members.directory.visible',
    defaultMessage: 'You are listed here yourself. {link}',
  },
  hidden: {
    id: 'zr.members.directory.hidden',
    defaultMessage: 'You are not listed here yourself. {link}',
  },
  change: {
    id: 'zr.members.directory.change',
    defaultMessage: 'Change this in your account',
  },
  results: { id: 'zr.members.directory.results', defaultMessage: 'People' },
  count: {
    id: 'zr.members.directory.count',
    defaultMessage:
      '{total, plural, =0 {Nobody found} one {# person} other {# people}}',
  },
  none: {
    id: 'zr.members.directory.none',
    defaultMessage:
      'Nobody fits. Use fewer filters or a shorter name. Or ask your question in an exchange room.',
  },
  nobody: {
    id: 'zr.members.directory.nobody',
    defaultMessage:
      'Nobody is listed yet. Make the beginning: in your account you can say that you want to be found.',
  },
  rooms: {
    id: 'zr.members.directory.rooms',
    defaultMessage: 'To the exchange rooms',
  },
  write: {
    id: 'zr.members.directory.write',
    defaultMessage: 'Write a message',
  },
  writeTo: {
    id: 'zr.members.directory.writeTo',
    defaultMessage: 'Write a message to {name}',
  },
  sent: {
    id: 'zr.members.directory.sent',
    defaultMessage: 'Your message to {name} is on its way.',
  },
});

/** People of the network who want to be found, with a way to write to them. */
const DirectoryPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const term = useTerm();
  const me = useMe().data;
  const {
    url,
    list: people,
    isClosed,
    readAgain,
  } = useOwnList<Listed<Contact>>(directoryPath);
  const { text, announce } = useAnnouncement();
  const [contact, setContact] = useState<Contact | null>(null);

  const heading = usePageFocus<HTMLHeadingElement>(url.page);

  if (isClosed) {
    return <Protected />;
  }

  const isFiltered = DIRECTORY_FILTERS.some((filter) => url.get(filter));
  const place = ({ name, state }: Contact['municipalities'][number]) =>
    state && state !== name ? `${name}, ${state}` : name;

  return (
    <div className="zr-page zr-work zr-directory">
      <Helmet title={t(messages.title)} />
      <h1 className="documentFirstHeading">{t(messages.title)}</h1>
      <p className="zr-lead">{t(messages.lead)}</p>
      {me && (
        <p className="zr-muted">
          {t(me.visible_in_directory ? messages.visible : messages.hidden, {
            link: (
              <Link key="link" to="/mein-konto">
                {t(messages.change)}
              </Link>
            ),
          })}
        </p>
      )}
      <div className="zr-listing">
        <DirectoryFilter />
        <section className="zr-results" aria-labelledby="zr-results-title">
          <h2
            id="zr-results-title"
            className="zr-visually-hidden"
            tabIndex={-1}
            ref={heading}
          >
            {t(messages.results)}
          </h2>
          <Announcement text={text} />
          <Loaded resource={people} onRetry={() => readAgain()}>
            {({ items, items_total: total }, busy) => (
              <>
                <div className="zr-results-head">
                  <p role="status" className="zr-count">
                    {t(messages.count, { total })}
                  </p>
                </div>
                {total === 0 && (
                  <div className="zr-empty">
                    <p>{t(isFiltered ? messages.none : messages.nobody)}</p>
                    <p>
                      {isFiltered ? (
                        <Link
                          className="zr-button zr-button--secondary"
                          to="/austausch"
                        >
                          {t(messages.rooms)}
                        </Link>
                      ) : (
                        <Link
                          className="zr-button zr-button--secondary"
                          to="/mein-konto"
                        >
                          {t(messages.change)}
                        </Link>
                      )}
                    </p>
                  </div>
                )}
                <ul className="zr-people" aria-busy={busy || undefined}>
                  {items.map((person) => (
                    <li key={person.id} className="zr-card">
                      <div>
                        <h3>{person.fullname}</h3>
                        <p>
                          {[
                            person.function,
                            term('memberCategories', person.category),
                          ]
                            .filter(Boolean)
                            .join(' · ')}
                        </p>
                        {person.municipalities.length > 0 && (
                          <p className="zr-muted">
                            {person.municipalities.map(place).join(' · ')}
                          </p>
                        )}
                        {person.about && <p>{person.about}</p>}
                        <ItemTopics topics={person.topics} />
                      </div>
                      {person.id !== me?.id && (
                        <button
                          type="button"
                          className="zr-button zr-button--secondary"
                          aria-haspopup="dialog"
                          aria-label={t(messages.writeTo, {
                            name: person.fullname,
                          })}
                          onClick={() => setContact(person)}
                        >
                          <Icon name={emailSVG} size="20px" />
                          {t(messages.write)}
                        </button>
                      )}
                    </li>
                  ))}
                </ul>
                <PageLinks
                  page={url.page}
                  count={pageCount(total)}
                  to={url.pageTo}
                />
              </>
            )}
          </Loaded>
        </section>
      </div>
      {contact && (
        <ContactDialog
          person={contact}
          onClose={() => setContact(null)}
          onDone={() => {
            announce(t(messages.sent, { name: contact.fullname }));
            setContact(null);
          }}
        />
      )}
    </div>
  );
};

export default DirectoryPage;
