import { defineMessages, useIntl } from 'react-intl';
import { useTerm } from '../vocabulary/useTerm';

const messages = defineMessages({
  topics: { id: 'zr.listing.topics', defaultMessage: 'Topics:' },
});

const ItemTopics = ({ topics }: { topics?: string[] | null }) => {
  const intl = useIntl();
  const term = useTerm();
  if (!topics?.length) return null;
  return (
    <p className="zr-item-topics">
      <span className="zr-visually-hidden">
        {intl.formatMessage(messages.topics)}{' '}
      </span>
      {topics.map((topic) => term('topics', topic)).join('\u00a0· ')}
    </p>
  );
};

export default ItemTopics;
