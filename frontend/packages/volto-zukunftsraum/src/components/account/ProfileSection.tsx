import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { CheckField, RadioField } from '../forms/Choices';
import ErrorSummary from '../forms/ErrorSummary';
import { TextField } from '../forms/Field';
import { useCall } from '../forms/call';
import { useForm } from '../forms/useForm';
import { useTerm, useTerms } from '../vocabulary/useTerm';
import FormActions from './FormActions';
import { ME } from '../members/useMe';
import type { Me } from '../members/types';

const messages = defineMessages({
  title: { id: 'zr.account.profile', defaultMessage: 'Profile' },
  category: {
    id: 'zr.account.profile.category',
    defaultMessage: 'You take part as: {category}',
  },
  fullname: {
    id: 'zr.account.profile.fullname',
    defaultMessage: 'First name and surname',
  },
  missing: {
    id: 'zr.account.profile.missing',
    defaultMessage: 'Please enter your first name and surname.',
  },
  function: {
    id: 'zr.account.profile.function',
    defaultMessage: 'Your function or task',
  },
  about: { id: 'zr.account.profile.about', defaultMessage: 'About you' },
  aboutHelp: {
    id: 'zr.account.profile.about.help',
    defaultMessage:
      'What you are working on, what you know about, what you are looking for.',
  },
  topics: { id: 'zr.account.profile.topics', defaultMessage: 'Your topics' },
  topicsChosen: {
    id: 'zr.account.profile.topics.chosen',
    defaultMessage:
      '{count, plural, =0 {none chosen} one {one chosen} other {# chosen}}',
  },
  directory: {
    id: 'zr.account.profile.directory',
    defaultMessage: 'Show me in the directory of members',
  },
  directoryHelp: {
    id: 'zr.account.profile.directory.help',
    defaultMessage:
      'Other members then see your name, function, topics, municipality and what you write about yourself. Your e-mail address is never shown; they can write to you by a form. Without the tick only those see your name with whom you are in a space or room. See the {directory}.',
  },
  directoryLink: {
    id: 'zr.account.profile.directory.link',
    defaultMessage: 'directory',
  },
  newsletter: {
    id: 'zr.account.profile.newsletter',
    defaultMessage: 'Send me the newsletter',
  },
  language: {
    id: 'zr.account.profile.language',
    defaultMessage: 'Language of the mails to you',
  },
  saved: {
    id: 'zr.account.profile.saved',
    defaultMessage: 'Your profile is saved.',
  },
});

const FIELDS = [
  'fullname',
  'function',
  'about',
  'topics',
  'language',
  'visible_in_directory',
  'newsletter',
] as const;

type Values = Pick<Me, (typeof FIELDS)[number]>;

const idOf = (field: string) => `zr-profile-${field}`;

type Props = { me: Me; onChanged: (me: Me) => void };

/** What others know about a person, and what they get. */
const ProfileSection = ({ me, onChanged }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const term = useTerm();
  const topics = useTerms('topics');
  const form = useForm([...FIELDS]);
  const [values, setValues] = useState<Values>({
    fullname: me.fullname,
    function: me.function ?? '',
    about: me.about ?? '',
    topics: me.topics ?? [],
    language: me.language || 'de',
    visible_in_directory: me.visible_in_directory,
    newsletter: me.newsletter,
  });
  const [done, setDone] = useState('');

  const change = (changed: Partial<Values>) => {
    setDone('');
    setValues((now) => ({ ...now, ...changed }));
  };

  const chosen = values.topics;
  const toggle = (token: string, on: boolean) =>
    change({
      topics: on
        ? [...chosen, token]
        : chosen.filter((other) => other !== token),
    });

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setDone('');
    if (!values.fullname.trim()) {
      form.show({ fullname: t(messages.missing) });
      return;
    }
    form.send(async () => {
      onChanged(await call<Me>('patch', ME, values));
      setDone(t(messages.saved));
    });
  };

  return (
    <section
      id="profil"
      className="zr-account-section"
      aria-labelledby="zr-account-profile"
    >
      <h2 id="zr-account-profile">{t(messages.title)}</h2>
      {me.category && (
        <p className="zr-muted">
          {t(messages.category, {
            category: term('memberCategories', me.category),
          })}
        </p>
      )}
      <form className="zr-form" method="post" noValidate onSubmit={onSubmit}>
        <ErrorSummary {...form} idOf={idOf} />
        <TextField
          id={idOf('fullname')}
          name="fullname"
          label={t(messages.fullname)}
          autoComplete="name"
          required
          value={values.fullname}
          error={form.errors.fullname}
          onChange={(fullname) => change({ fullname })}
        />
        <TextField
          id={idOf('function')}
          name="function"
          label={t(messages.function)}
          autoComplete="organization-title"
          value={values.function}
          error={form.errors.function}
          onChange={(value) => change({ function: value })}
        />
        <TextField
          id={idOf('about')}
          name="about"
          label={t(messages.about)}
          help={t(messages.aboutHelp)}
          rows={4}
          value={values.about}
          error={form.errors.about}
          onChange={(about) => change({ about })}
        />
        <details className="zr-more-choices" id={idOf('topics')}>
          <summary>
            {t(messages.topics)}{' '}
            <span className="zr-optional">
              {t(messages.topicsChosen, { count: chosen.length })}
            </span>
          </summary>
          <fieldset className="zr-choices zr-choices--columns">
            <legend className="zr-visually-hidden">{t(messages.topics)}</legend>
            {topics.map(({ token, title }) => (
              <CheckField
                key={token}
                id={`${idOf('topics')}-${token}`}
                name="topics"
                label={title}
                checked={chosen.includes(token)}
                onChange={(on) => toggle(token, on)}
              />
            ))}
          </fieldset>
        </details>
        <CheckField
          id={idOf('visible_in_directory')}
          name="visible_in_directory"
          label={t(messages.directory)}
          help={t(messages.directoryHelp, {
            directory: (
              <Link key="directory" to="/verzeichnis">
                {t(messages.directoryLink)}
              </Link>
            ),
          })}
          checked={values.visible_in_directory}
          error={form.errors.visible_in_directory}
          onChange={(visible_in_directory) => change({ visible_in_directory })}
        />
        <CheckField
          id={idOf('newsletter')}
          name="newsletter"
          label={t(messages.newsletter)}
          checked={values.newsletter}
          error={form.errors.newsletter}
          onChange={(newsletter) => change({ newsletter })}
        />
        <RadioField
          id={idOf('language')}
          name="language"
          legend={t(messages.language)}
          value={values.language}
          error={form.errors.language}
          choices={[
            { value: 'de', label: 'Deutsch' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(language) => change({ language })}
        />
        <FormActions working={form.working} done={done} />
      </form>
    </section>
  );
};

export default ProfileSection;
