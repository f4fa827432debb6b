import { defineMessages, useIntl } from 'react-intl';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { CheckField } from '../forms/Choices';
import { TextField } from '../forms/Field';
import type { StepProps } from './SignupForm';
import { isMunicipal } from './signup';

const messages = defineMessages({
  given: { id: 'zr.signup.given', defaultMessage: 'What you have entered' },
  name: { id: 'zr.signup.given.name', defaultMessage: 'Name' },
  email: { id: 'zr.signup.given.email', defaultMessage: 'E-mail' },
  municipality: {
    id: 'zr.signup.given.municipality',
    defaultMessage: 'Municipality',
  },
  category: { id: 'zr.signup.given.category', defaultMessage: 'As' },
  privacy: {
    id: 'zr.signup.privacy',
    defaultMessage: 'I have read the {notice} and agree to it.',
  },
  notice: {
    id: 'zr.signup.privacy.notice',
    defaultMessage: 'privacy notice (opens in a new tab)',
  },
  privacyHelp: {
    id: 'zr.signup.privacy.help',
    defaultMessage:
      'In short: we use what you enter to check your admission and for the portal, and pass it on to nobody else. You can delete your account at any time.',
  },
  newsletter: {
    id: 'zr.signup.newsletter',
    defaultMessage: 'I would like to get the newsletter.',
  },
  directory: {
    id: 'zr.signup.directory',
    defaultMessage: 'Other members may find me in the directory.',
  },
  directoryHelp: {
    id: 'zr.signup.directory.help',
    defaultMessage:
      'They see your name, function and municipality, never your e-mail address. They can write to you by a form.',
  },
  optional: {
    id: 'zr.signup.consent.optional',
    defaultMessage: 'As you like; you can change it later',
  },
  message: {
    id: 'zr.signup.message',
    defaultMessage: 'Message to those who decide on your admission',
  },
  messageHelp: {
    id: 'zr.signup.message.help',
    defaultMessage:
      'For example who knows you in the municipality, or what you are working on.',
  },
});

/** Step 3: look at it once more, privacy, and what is up to you. */
const ConsentStep = ({ values, change, errors, idOf, offer }: StepProps) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const category = offer?.categories.find(
    ({ token }) => token === values.category,
  );
  const facts = [
    [t(messages.name), values.fullname],
    [t(messages.email), values.email],
    [t(messages.category), category?.title],
    isMunicipal(offer, values.category) && [
      t(messages.municipality),
      values.municipality?.name,
    ],
  ].filter(Boolean) as string[][];

  return (
    <>
      <section className="zr-given-facts" aria-labelledby="zr-signup-given">
        <h3 id="zr-signup-given">{t(messages.given)}</h3>
        <dl className="zr-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <CheckField
        id={idOf('accept_privacy')}
        name="accept_privacy"
        label={t(messages.privacy, {
          notice: (
            <a
              key="notice"
              href={flattenToAppURL(offer?.privacy_url ?? '/datenschutz')}
              target="_blank"
              rel="noreferrer"
            >
              {t(messages.notice)}
            </a>
          ),
        })}
        help={t(messages.privacyHelp)}
        required
        checked={values.accept_privacy}
        error={errors.accept_privacy}
        onChange={(accept_privacy) => change({ accept_privacy })}
      />
      <fieldset className="zr-choices">
        <legend>{t(messages.optional)}</legend>
        <CheckField
          id={idOf('visible_in_directory')}
          name="visible_in_directory"
          label={t(messages.directory)}
          help={t(messages.directoryHelp)}
          checked={values.visible_in_directory}
          error={errors.visible_in_directory}
          onChange={(visible_in_directory) => change({ visible_in_directory })}
        />
        <CheckField
          id={idOf('newsletter')}
          name="newsletter"
          label={t(messages.newsletter)}
          checked={values.newsletter}
          error={errors.newsletter}
          onChange={(newsletter) => change({ newsletter })}
        />
      </fieldset>
      <TextField
        id={idOf('message')}
        name="message"
        label={t(messages.message)}
        help={t(messages.messageHelp)}
        rows={4}
        value={values.message}
        error={errors.message}
        onChange={(message) => change({ message })}
      />
    </>
  );
};

export default ConsentStep;
