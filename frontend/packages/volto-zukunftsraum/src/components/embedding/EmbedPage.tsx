import { createElement, useEffect, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { toPublicURL } from '@plone/volto/helpers/Url/Url';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import Field, { TextField } from '../forms/Field';
import FormPage from '../forms/FormPage';
import { useTerms } from '../vocabulary/useTerm';
import { NAME, SCRIPT, attributesOf, snippetOf } from './snippet';
import type { Wishes } from './snippet';

const messages = defineMessages({
  title: { id: 'zr.embed.title', defaultMessage: 'Embed contents' },
  lead: {
    id: 'zr.embed.lead',
    defaultMessage:
      'Show events and texts of the portal on your own website: choose what, copy two lines, done. The list stays up to date by itself.',
  },
  what: { id: 'zr.embed.what', defaultMessage: 'What shall be shown?' },
  type: { id: 'zr.embed.type', defaultMessage: 'Kind of content' },
  topic: { id: 'zr.embed.topic', defaultMessage: 'Topic' },
  state: { id: 'zr.embed.state', defaultMessage: 'Federal state' },
  all: { id: 'zr.embed.all', defaultMessage: 'All' },
  limit: { id: 'zr.embed.limit', defaultMessage: 'Number of entries' },
  heading: { id: 'zr.embed.heading', defaultMessage: 'Heading' },
  snippet: { id: 'zr.embed.snippet', defaultMessage: 'For your page' },
  snippetHelp: {
    id: 'zr.embed.snippet.help',
    defaultMessage:
      'Insert this where the list shall stand. One script is enough for several lists.',
  },
  copy: { id: 'zr.embed.copy', defaultMessage: 'Copy' },
  copied: { id: 'zr.embed.copied', defaultMessage: 'Copied.' },
  notCopied: {
    id: 'zr.embed.notCopied',
    defaultMessage: 'Please select the text and copy it yourself.',
  },
  api: {
    id: 'zr.embed.api',
    defaultMessage: 'For programs: the interface (REST API) of the portal',
  },
  preview: { id: 'zr.embed.preview', defaultMessage: 'Preview' },
  privacy: {
    id: 'zr.embed.privacy',
    defaultMessage:
      'The list sets no cookies and reads only what everybody may see. As with every embedded content, the portal learns the address (IP) of the visitors’ devices: please name it in your privacy notice.',
  },
});

const types = defineMessages({
  Seminar: { id: 'zr.embed.type.seminar', defaultMessage: 'Events' },
  WikiArticle: { id: 'zr.embed.type.article', defaultMessage: 'Wiki articles' },
  BestPractice: {
    id: 'zr.embed.type.practice',
    defaultMessage: 'Practice examples',
  },
  'News Item': { id: 'zr.embed.type.news', defaultMessage: 'News' },
});

/** The page on the REST API that the backend makes of its own description. */
const API_DOCS = '/++api++/@api-docs';

type Option = { token: string; title: string };

const Choice = ({
  id,
  label,
  all,
  options,
  value,
  onChange,
}: {
  id: string;
  label: string;
  all: string;
  options: Option[];
  value: string;
  onChange: (value: string) => void;
}) => (
  <Field id={id} label={label} required>
    {({ 'aria-required': _required, ...input }) => (
      <select
        {...input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{all}</option>
        {options.map(({ token, title }) => (
          <option key={token} value={token}>
            {title}
          </option>
        ))}
      </select>
    )}
  </Field>
);

/** Makes the lines by which other websites embed a list, and shows it. */
const EmbedPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const [wishes, setWishes] = useState<Wishes>({
    type: 'Seminar',
    topic: '',
    state: '',
    limit: '5',
    heading: '',
  });
  const topics = useTerms('topics');
  const states = useTerms('states');
  const { text, announce } = useAnnouncement();
  const wish = (name: keyof Wishes) => (value: string) =>
    setWishes((before) => ({ ...before, [name]: value }));
  const snippet = snippetOf(toPublicURL('/'), wishes, intl.locale);

  useEffect(() => {
    if (document.querySelector(`script[src$="${SCRIPT}"]`)) return;
    const script = document.createElement('script');
    script.src = SCRIPT;
    document.head.append(script);
  }, []);

  const onCopy = async () => {
    try {
      await navigator.clipboard.writeText(snippet);
      announce(t(messages.copied));
    } catch {
      announce(t(messages.notCopied));
    }
  };

  return (
    <FormPage title={t(messages.title)}>
      <p className="zr-lead">{t(messages.lead)}</p>
      <section className="zr-embed-part" aria-labelledby="zr-embed-what">
        <h2 id="zr-embed-what">{t(messages.what)}</h2>
        <Choice
          id="zr-embed-type"
          label={t(messages.type)}
          all={t(messages.all)}
          options={Object.entries(types).map(([token, title]) => ({
            token,
            title: t(title),
          }))}
          value={wishes.type}
          onChange={wish('type')}
        />
        <Choice
          id="zr-embed-topic"
          label={t(messages.topic)}
          all={t(messages.all)}
          options={topics}
          value={wishes.topic}
          onChange={wish('topic')}
        />
        <Choice
          id="zr-embed-state"
          label={t(messages.state)}
          all={t(messages.all)}
          options={states}
          value={wishes.state}
          onChange={wish('state')}
        />
        <Field id="zr-embed-limit" label={t(messages.limit)} required>
          {({ 'aria-required': _required, ...input }) => (
            <select
              {...input}
              value={wishes.limit}
              onChange={(event) => wish('limit')(event.target.value)}
            >
              {['3', '5', '10', '25'].map((number) => (
                <option key={number}>{number}</option>
              ))}
            </select>
          )}
        </Field>
        <TextField
          id="zr-embed-heading"
          name="heading"
          maxLength={100}
          label={t(messages.heading)}
          value={wishes.heading}
          onChange={wish('heading')}
        />
      </section>
      <section className="zr-embed-part" aria-labelledby="zr-embed-code">
        <h2 id="zr-embed-code">{t(messages.snippet)}</h2>
        <p id="zr-embed-help">{t(messages.snippetHelp)}</p>
        <textarea
          className="zr-embed-code"
          aria-labelledby="zr-embed-code"
          aria-describedby="zr-embed-help"
          readOnly
          rows={4}
          spellCheck={false}
          value={snippet}
          onFocus={(event) => event.target.select()}
        />
        <p>
          <button
            type="button"
            className="zr-button zr-button--primary"
            onClick={onCopy}
          >
            {t(messages.copy)}
          </button>
        </p>
        <Announcement text={text} />
        <p>{t(messages.privacy)}</p>
        <p>
          <a href={toPublicURL(API_DOCS)}>{t(messages.api)}</a>
        </p>
      </section>
      <section className="zr-embed-part" aria-labelledby="zr-embed-preview">
        <h2 id="zr-embed-preview">{t(messages.preview)}</h2>
        {createElement(NAME, {
          ...attributesOf(wishes, intl.locale),
          'heading-level': '3',
        })}
      </section>
    </FormPage>
  );
};

export default EmbedPage;
