import { useRef, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import { CheckField } from '../forms/Choices';
import { FieldMessage, TextField } from '../forms/Field';
import { KEYS } from './load';
import { scopeHelps, scopeNames } from './scopes';
import { SCOPES } from './types';
import type { NewKey, Scope } from './types';

const messages = defineMessages({
  title: { id: 'zr.keys.new.title', defaultMessage: 'New key' },
  lead: {
    id: 'zr.keys.new.lead',
    defaultMessage:
      'With a key, the server of another website reads from the portal. It can change nothing.',
  },
  site: { id: 'zr.keys.new.site', defaultMessage: 'Name of the website' },
  siteHelp: {
    id: 'zr.keys.new.site.help',
    defaultMessage: 'For example: City of Musterstadt',
  },
  contact: {
    id: 'zr.keys.new.contact',
    defaultMessage: 'E-mail address of the contact',
  },
  contactHelp: {
    id: 'zr.keys.new.contact.help',
    defaultMessage:
      'Whom you ask when something is wrong with the key. Best an address of the team; it is deleted when you revoke the key.',
  },
  scopes: { id: 'zr.keys.new.scopes', defaultMessage: 'What the key opens' },
  expires: { id: 'zr.keys.new.expires', defaultMessage: 'Valid until' },
  expiresHelp: {
    id: 'zr.keys.new.expires.help',
    defaultMessage:
      'The last day on which it is valid, at most five years from now. Without a date it is valid until you revoke it.',
  },
  submit: { id: 'zr.keys.new.submit', defaultMessage: 'Make the key' },
});

type Props = { onDone: (key: NewKey) => void; onClose: () => void };

/** The office makes a key for another website. */
const NewKeyDialog = ({ onDone, onClose }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const [site, setSite] = useState('');
  const [contact, setContact] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['network']);
  const [expires, setExpires] = useState('');
  const made = useRef<NewKey | null>(null);

  return (
    <FormDialog
      title={t(messages.title)}
      submitLabel={t(messages.submit)}
      action={async () => {
        made.current = await call<NewKey>('post', KEYS, {
          site,
          contact,
          scopes,
          expires: expires || null,
        });
      }}
      onDone={() => made.current && onDone(made.current)}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t(messages.lead)}</p>
          <TextField
            id="zr-key-site"
            name="site"
            required
            autoComplete="off"
            maxLength={100}
            label={t(messages.site)}
            help={t(messages.siteHelp)}
            error={errors.site}
            value={site}
            onChange={setSite}
          />
          <TextField
            id="zr-key-contact"
            name="contact"
            type="email"
            required
            plain
            autoComplete="off"
            label={t(messages.contact)}
            help={t(messages.contactHelp)}
            error={errors.contact}
            value={contact}
            onChange={setContact}
          />
          <fieldset
            className={`zr-choices${errors.scopes ? ' has-error' : ''}`}
            aria-describedby={errors.scopes && 'zr-key-scopes-error'}
          >
            <legend>{t(messages.scopes)}</legend>
            <FieldMessage id="zr-key-scopes" error={errors.scopes} />
            {SCOPES.map((scope) => (
              <CheckField
                key={scope}
                id={`zr-key-${scope}`}
                name={scope}
                label={t(scopeNames[scope])}
                help={t(scopeHelps[scope])}
                checked={scopes.includes(scope)}
                onChange={(checked) =>
                  setScopes(
                    SCOPES.filter((one) =>
                      one === scope ? checked : scopes.includes(one),
                    ),
                  )
                }
              />
            ))}
          </fieldset>
          <TextField
            id="zr-key-expires"
            name="expires"
            type="date"
            label={t(messages.expires)}
            help={t(messages.expiresHelp)}
            error={errors.expires}
            value={expires}
            onChange={setExpires}
          />
        </>
      )}
    </FormDialog>
  );
};

export default NewKeyDialog;
