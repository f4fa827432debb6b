import type { ComponentType } from 'react';
import { Link } from 'react-router-dom';
import { useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import config from '@plone/volto/registry';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import clockSVG from '@plone/volto/icons/clock.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { longDate } from '../../helpers/dates';
import { useIsLoggedIn } from '../members/useMe';

const messages = defineMessages({
  changed: {
    id: 'zr.editing.changed',
    defaultMessage: 'Last changed on {date}.',
  },
  versions: {
    id: 'zr.editing.versions',
    defaultMessage: 'Earlier versions and what was changed',
  },
});

type Content = { '@id': string; '@type': string; modified?: string | null };
type State = { actions: { actions?: { object?: { id: string }[] } } };

/** Pages that people write together; their versions are kept. */
const WITH_VERSIONS = [
  'Document',
  'News Item',
  'Event',
  'GrantApplication',
  'WikiArticle',
  'BestPractice',
];

/** Below a page that people write together: when it was changed, and the way to earlier versions. */
const WorkLine = ({ content }: { content: Content }) => {
  const intl = useIntl();
  const loggedIn = useIsLoggedIn();
  const canSeeVersions = useSelector<State, boolean>((state) =>
    Boolean(state.actions?.actions?.object?.some(({ id }) => id === 'history')),
  );
  const date = longDate(content?.modified, intl.locale);
  if (
    !loggedIn ||
    !canSeeVersions ||
    !date ||
    !WITH_VERSIONS.includes(content['@type'])
  ) {
    return null;
  }
  const Container = (config.getComponent({ name: 'Container' }).component ??
    'div') as ComponentType<any>;
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  return (
    <Container className="zr-work-line">
      <p className="zr-muted">
        <Icon name={clockSVG} size="20px" />
        <span>
          {intl.formatMessage(messages.changed, { date })}{' '}
          <Link to={`${path}/historyview`}>
            {intl.formatMessage(messages.versions)}
          </Link>
        </span>
      </p>
    </Container>
  );
};

export default WorkLine;
