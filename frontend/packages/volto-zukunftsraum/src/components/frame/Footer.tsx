import { Link } from 'react-router-dom';
import { shallowEqual, useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { Content } from '@plone/types';
import Slot from './Slot';
import Wordmark from './Wordmark';

const messages = defineMessages({
  purpose: {
    id: 'zr.frame.footer.purpose',
    defaultMessage:
      'The network in which municipalities shape demographic change together.',
  },
  links: {
    id: 'zr.frame.footer.links',
    defaultMessage: 'About this site',
  },
  imprint: {
    id: 'zr.frame.footer.imprint',
    defaultMessage: 'Imprint',
  },
  privacy: {
    id: 'zr.frame.footer.privacy',
    defaultMessage: 'Privacy',
  },
  accessibility: {
    id: 'zr.frame.footer.accessibility',
    defaultMessage: 'Accessibility',
  },
  barrier: {
    id: 'zr.frame.footer.barrier',
    defaultMessage: 'Report a barrier',
  },
  easyLanguage: {
    id: 'zr.frame.footer.easyLanguage',
    defaultMessage: 'Easy German',
  },
  signLanguage: {
    id: 'zr.frame.footer.signLanguage',
    defaultMessage: 'German Sign Language',
  },
  contact: {
    id: 'zr.frame.footer.contact',
    defaultMessage: 'Contact',
  },
  embed: {
    id: 'zr.frame.footer.embed',
    defaultMessage: 'Embed contents',
  },
  sources: {
    id: 'zr.frame.footer.sources',
    defaultMessage:
      'Names, keys and population of municipalities: Federal Statistical Office (Destatis), register of municipalities.',
  },
  mapSource: {
    id: 'zr.frame.footer.mapSource',
    defaultMessage: 'Map of the federal states: MapSVG, CC BY 4.0.',
  },
});

/** What the law and good practice ask every page to link to, and what other websites can use. */
export const FOOTER_LINKS: { path: string; message: MessageDescriptor }[] = [
  { path: '/impressum', message: messages.imprint },
  { path: '/datenschutz', message: messages.privacy },
  { path: '/barrierefreiheit', message: messages.accessibility },
  { path: '/formulare/barriere-melden', message: messages.barrier },
  { path: '/leichte-sprache', message: messages.easyLanguage },
  { path: '/gebaerdensprache', message: messages.signLanguage },
  { path: '/kontakt', message: messages.contact },
  { path: '/einbinden', message: messages.embed },
];

type State = { content: { data: Content } };

const Footer = () => {
  const intl = useIntl();
  const content = useSelector<State, Content>(
    (state) => state.content.data,
    shallowEqual,
  );

  return (
    <footer id="footer" className="zr-footer" lang={intl.locale} tabIndex={-1}>
      <Slot name="preFooter" content={content} />
      <div className="zr-footer-inner">
        <div className="zr-footer-brand">
          <Wordmark />
          <p>{intl.formatMessage(messages.purpose)}</p>
        </div>
        <nav aria-label={intl.formatMessage(messages.links)}>
          <ul>
            {FOOTER_LINKS.map(({ path, message }) => (
              <li key={path}>
                <Link to={path}>{intl.formatMessage(message)}</Link>
              </li>
            ))}
          </ul>
        </nav>
        <p className="zr-footer-sources">
          {intl.formatMessage(messages.sources)}{' '}
          {intl.formatMessage(messages.mapSource)}
        </p>
      </div>
      <Slot name="footer" content={content} />
    </footer>
  );
};

export default Footer;
