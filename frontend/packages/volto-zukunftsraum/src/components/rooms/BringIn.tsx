import { useState } from 'react';
import type { FormEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import addSVG from '@plone/volto/icons/add-user.svg';
import zoomSVG from '@plone/volto/icons/zoom.svg';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { TextField } from '../forms/Field';
import { useFailureText } from '../forms/useFormErrors';
import Loaded from '../listing/Loaded';
import type { Listed } from '../listing/urlParameters';
import type { Contact } from '../members/types';
import { memberListPath } from '../spaces/queries';

const messages = defineMessages({
  title: {
    id: 'zr.rooms.bringIn.title',
    defaultMessage: 'Bring in people from the directory',
  },
  lead: {
    id: 'zr.rooms.bringIn.lead',
    defaultMessage:
      'They are in the room at once, are told by mail and can leave at any time.',
  },
  name: { id: 'zr.rooms.bringIn.name', defaultMessage: 'Name' },
  search: { id: 'zr.rooms.bringIn.search', defaultMessage: 'Search' },
  found: {
    id: 'zr.rooms.bringIn.found',
    defaultMessage:
      '{total, plural, =0 {Nobody of this name is listed in the directory.} one {# person found} other {# people found}}',
  },
  add: { id: 'zr.rooms.bringIn.add', defaultMessage: 'Bring in' },
  addName: {
    id: 'zr.rooms.bringIn.add.name',
    defaultMessage: 'Bring in {name}',
  },
  added: {
    id: 'zr.rooms.bringIn.added',
    defaultMessage: '{name} is in the room now.',
  },
});

const SHOWN = 10;

export const peoplePath = (name: string) =>
  `/@directory?q=${encodeURIComponent(name)}&b_size=${SHOWN}`;

/** Hosts put people of the directory into their room. */
const BringIn = ({ path }: { path: string }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const reload = useReload();
  const failureText = useFailureText();
  const [name, setName] = useState('');
  const [asked, setAsked] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { text, announce } = useAnnouncement();
  const list = asked ? peoplePath(asked) : null;
  const people = useResource<Listed<Contact>>(list);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(name.trim());
  };

  const add = async (person: Contact) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await call('post', `${path}/@members`, { id: person.id });
      announce(t(messages.added, { name: person.fullname }));
      reload(memberListPath(`${path}/@members`, ''));
    } catch (error) {
      setFailure(error as Failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <section aria-labelledby="zr-bring-in" className="zr-part">
      <h2 id="zr-bring-in">{t(messages.title)}</h2>
      <p>{t(messages.lead)}</p>
      <Announcement text={text} />
      <div role="alert">
        {failure && <p className="zr-error">{failureText(failure)}</p>}
      </div>
      <form className="zr-form zr-form--row" onSubmit={onSubmit} role="search">
        <TextField
          id="zr-bring-in-name"
          name="q"
          type="search"
          required
          autoComplete="off"
          maxLength={100}
          label={t(messages.name)}
          value={name}
          onChange={setName}
        />
        <button type="submit" className="zr-button zr-button--secondary">
          <Icon name={zoomSVG} size="24px" />
          {t(messages.search)}
        </button>
      </form>
      {list && (
        <Loaded resource={people} onRetry={() => reload(list)}>
          {({ items, items_total: total }) => (
            <>
              <p role="status" className="zr-count">
                {t(messages.found, { total })}
              </p>
              <ul className="zr-plain-list zr-rows">
                {items.map((person) => (
                  <li key={person.id}>
                    <div>
                      <strong>{person.fullname}</strong>
                      <p className="zr-muted">
                        {[
                          person.function,
                          person.municipalities
                            .map((place) => place.name)
                            .join(', '),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </p>
                    </div>
                    <button
                      type="button"
                      className="zr-button zr-button--secondary"
                      aria-label={t(messages.addName, {
                        name: person.fullname,
                      })}
                      aria-disabled={busy}
                      onClick={() => add(person)}
                    >
                      <Icon name={addSVG} size="20px" />
                      {t(messages.add)}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Loaded>
      )}
    </section>
  );
};

export default BringIn;
