import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import bookSVG from '@plone/volto/icons/book.svg';
import discussionSVG from '@plone/volto/icons/discussion.svg';
import paymentSVG from '@plone/volto/icons/form.svg';

const messages = defineMessages({
  label: {
    id: 'zr.home.doors.label',
    defaultMessage: 'What you can do here',
  },
  knowledge: {
    id: 'zr.home.doors.knowledge',
    defaultMessage: 'Find knowledge',
  },
  knowledgeText: {
    id: 'zr.home.doors.knowledge.text',
    defaultMessage:
      'Guides, methods and templates that municipalities have tried out.',
  },
  exchange: {
    id: 'zr.home.doors.exchange',
    defaultMessage: 'Exchange experience',
  },
  exchangeText: {
    id: 'zr.home.doors.exchange.text',
    defaultMessage:
      'Talk to people from other municipalities who work on the same questions.',
  },
  grants: {
    id: 'zr.home.doors.grants',
    defaultMessage: 'Apply for a grant',
  },
  grantsText: {
    id: 'zr.home.doors.grants.text',
    defaultMessage: 'A micro grant pays for consulting, moderation and travel.',
  },
});

const DOORS = [
  {
    to: '/wissen',
    icon: bookSVG,
    title: messages.knowledge,
    text: messages.knowledgeText,
  },
  {
    to: '/austausch',
    icon: discussionSVG,
    title: messages.exchange,
    text: messages.exchangeText,
  },
  {
    to: '/foerderung',
    icon: paymentSVG,
    title: messages.grants,
    text: messages.grantsText,
  },
];

/** The three doors: what people come for. */
const Doors = () => {
  const intl = useIntl();
  return (
    <section aria-labelledby="zr-start-doors">
      <h2 id="zr-start-doors" className="zr-visually-hidden">
        {intl.formatMessage(messages.label)}
      </h2>
      <ul className="zr-doors">
        {DOORS.map(({ to, icon, title, text }) => (
          <li key={to} className="zr-door">
            <Icon name={icon} size="36px" />
            <h3>
              <Link to={to}>{intl.formatMessage(title)}</Link>
            </h3>
            <p>{intl.formatMessage(text)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
};

export default Doors;
