import { useEffect } from 'react';
import { useDispatch } from 'react-redux';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { getNavigation } from '@plone/volto/actions/navigation/navigation';
import BodyClass from '@plone/volto/helpers/BodyClass/BodyClass';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import config from '@plone/volto/registry';
import StartSearch from '../home/StartSearch';

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
  const dispatch = useDispatch();

  // The page's own navigation was not found either.
  useEffect(() => {
    dispatch(getNavigation('/', config.settings.navDepth as number));
  }, [dispatch, intl.locale]);

  return (
    <div className="zr-page zr-access">
      <BodyClass className="page-not-found" />
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
