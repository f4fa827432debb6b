import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import StartSearch from '../home/StartSearch';
import { useRootNavigation } from './useRootNavigation';

const messages = defineMessages({
  title: {
    id: 'zr.access.notFound.title',
    defaultMessage: 'This page does not exist',
  },
  text: {
    id: 'zr.access.notFound.text',
    defaultMessage:
      'It may have been moved, or there is a typing error in the address. Search for what you need:',
  },
  ways: {
    id: 'zr.access.notFound.ways',
    defaultMessage: 'Or go on from here:',
  },
  home: { id: 'zr.access.notFound.home', defaultMessage: 'Home page' },
  knowledge: {
    id: 'zr.access.notFound.knowledge',
    defaultMessage: 'Knowledge',
  },
  practice: { id: 'zr.access.notFound.practice', defaultMessage: 'Practice' },
  events: { id: 'zr.access.notFound.events', defaultMessage: 'Events' },
  contact: { id: 'zr.access.notFound.contact', defaultMessage: 'Contact' },
});

const WAYS = [
  { to: '/', label: messages.home },
  { to: '/wissen', label: messages.knowledge },
  { to: '/praxis', label: messages.practice },
  { to: '/veranstaltungen', label: messages.events },
  { to: '/kontakt', label: messages.contact },
];

/** In place of a page that does not exist: a search and ways to go on. */
const NotFoundPage = () => {
  const intl = useIntl();
  useRootNavigation();

  return (
    <div className="zr-page zr-access">
      <Helmet title={intl.formatMessage(messages.title)} />
      <h1 className="documentFirstHeading">
        {intl.formatMessage(messages.title)}
      </h1>
      <p>{intl.formatMessage(messages.text)}</p>
      <StartSearch />
      <p className="zr-access-ways">{intl.formatMessage(messages.ways)}</p>
      <ul>
        {WAYS.map(({ to, label }) => (
          <li key={to}>
            <Link to={to}>{intl.formatMessage(label)}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
};

export default NotFoundPage;
