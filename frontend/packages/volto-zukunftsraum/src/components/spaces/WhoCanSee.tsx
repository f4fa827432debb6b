import { useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import lockSVG from '@plone/volto/icons/lock.svg';
import { useResource } from '../../store/useResource';
import ProposeButton from './ProposeButton';
import { visibilityPath } from './visibility';
import type { Reader, Visibility } from './visibility';

const messages = defineMessages({
  label: { id: 'zr.spaces.who.label', defaultMessage: 'Who can see this page' },
  details: { id: 'zr.spaces.who.details', defaultMessage: 'Who exactly?' },
  readers: { id: 'zr.spaces.who.readers', defaultMessage: 'Can read:' },
  editors: { id: 'zr.spaces.who.editors', defaultMessage: 'Can edit:' },
  nobody: { id: 'zr.spaces.who.nobody', defaultMessage: 'Nobody' },
});

const People = ({ title, people }: { title: string; people: Reader[] }) => {
  const intl = useIntl();
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {people.length > 0 ? (
          <ul>
            {people.map((person) => (
              <li key={`${person.kind}:${person.title}`}>{person.title}</li>
            ))}
          </ul>
        ) : (
          intl.formatMessage(messages.nobody)
        )}
      </dd>
    </>
  );
};

type Content = { '@id': string; '@type': string; title?: string };

/**
 * The line under the title of a protected page: who can see it, in plain words,
 * with names of readers and editors on demand. Nothing on public pages.
 */
const WhoCanSee = ({ content }: { content: Content }) => {
  const intl = useIntl();
  const loggedIn = useSelector<
    { userSession: { token?: string | null } },
    boolean
  >((state) => Boolean(state.userSession.token));
  const { data } = useResource<Visibility>(visibilityPath(content, loggedIn));

  if (!loggedIn || !data || data.audience === 'public') return null;
  return (
    <div
      className="zr-who-sees"
      role="group"
      aria-label={intl.formatMessage(messages.label)}
    >
      <p className="zr-who-sees-line">
        <Icon name={lockSVG} size="24px" />
        <span>{data.label}</span>
      </p>
      <details>
        <summary>{intl.formatMessage(messages.details)}</summary>
        <dl>
          <People
            title={intl.formatMessage(messages.readers)}
            people={data.readers}
          />
          <People
            title={intl.formatMessage(messages.editors)}
            people={data.editors}
          />
        </dl>
      </details>
      {content['@type'] === 'Document' && data.audience === 'space' && (
        <ProposeButton content={content} />
      )}
    </div>
  );
};

export default WhoCanSee;
