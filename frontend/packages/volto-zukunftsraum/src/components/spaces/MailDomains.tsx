import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import { useSubmit } from '../dialogs/useSubmit';
import { useCall } from '../forms/call';
import { TextField } from '../forms/Field';
import { useFailureText } from '../forms/useFormErrors';
import Loaded from '../listing/Loaded';
import { mailDomainsPath } from './queries';

const messages = defineMessages({
  title: {
    id: 'zr.spaces.domains.title',
    defaultMessage: 'Admit colleagues at once',
  },
  lead: {
    id: 'zr.spaces.domains.lead',
    defaultMessage:
      'Whoever signs up for {name} with an address of your administration is admitted without a decision. Enter what stands behind the @.',
  },
  label: { id: 'zr.spaces.domains.label', defaultMessage: 'Mail domains' },
  help: {
    id: 'zr.spaces.domains.help',
    defaultMessage:
      'One in a line, such as musterstadt.de. Providers at which anybody gets an address are refused. Leave the field empty to decide on everybody yourselves.',
  },
  save: { id: 'zr.spaces.domains.save', defaultMessage: 'Save the domains' },
  saving: { id: 'zr.spaces.domains.saving', defaultMessage: 'Saving …' },
  saved: {
    id: 'zr.spaces.domains.saved',
    defaultMessage:
      '{count, plural, =0 {Saved: from now on somebody decides on everybody.} one {Saved: one domain.} other {Saved: # domains.}}',
  },
});

type Domains = { ars: string; name: string; domains: string[] };

/** The domains in a text, one in a line or with commas between. */
export const domainsIn = (text: string) =>
  text
    .split(/[\s,;]+/)
    .map((domain) => domain.replace(/^@/, ''))
    .filter(Boolean);

const DomainForm = ({ path, known }: { path: string; known: Domains }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const reload = useReload();
  const failureText = useFailureText();
  const stored = known.domains.join('\n');
  const [domains, setDomains] = useState(stored);
  const { text, announce } = useAnnouncement();
  const { busy, failure, submit } = useSubmit(() =>
    call('patch', path, { domains: domainsIn(domains) }),
  );
  const error = failure?.errors.find(({ field }) => field === 'domains');

  // What the API has made of it: in its normal form.
  useEffect(() => setDomains(stored), [stored]);

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await submit())) {
      document.getElementById('zr-domains')?.focus();
      return;
    }
    announce(t(messages.saved, { count: domainsIn(domains).length }));
    reload(path);
  };

  return (
    <>
      <p>{t(messages.lead, { name: known.name })}</p>
      <Announcement text={text} />
      <form className="zr-form" onSubmit={onSubmit} noValidate>
        <TextField
          id="zr-domains"
          name="domains"
          rows={3}
          plain
          label={t(messages.label)}
          help={t(messages.help)}
          error={error?.message}
          value={domains}
          onChange={setDomains}
        />
        <div role="alert">
          {failure && !error && (
            <p className="zr-error">{failureText(failure)}</p>
          )}
        </div>
        <button
          type="submit"
          className="zr-button zr-button--secondary"
          aria-disabled={busy}
        >
          {t(busy ? messages.saving : messages.save)}
        </button>
      </form>
    </>
  );
};

/** Which addresses of a municipality are let in without a decision. */
const MailDomains = ({ ars }: { ars: string }) => {
  const intl = useIntl();
  const reload = useReload();
  const path = mailDomainsPath(ars);
  const domains = useResource<Domains>(path);
  return (
    <section aria-labelledby="zr-domains-title" className="zr-part">
      <h2 id="zr-domains-title">{intl.formatMessage(messages.title)}</h2>
      <Loaded resource={domains} onRetry={() => reload(path)}>
        {(known) => <DomainForm path={path} known={known} />}
      </Loaded>
    </section>
  );
};

export default MailDomains;
