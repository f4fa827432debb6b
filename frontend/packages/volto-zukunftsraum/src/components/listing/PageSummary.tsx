import { defineMessages, useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import ItemHeading from './ItemHeading';
import ItemTopics from './ItemTopics';
import Marked from './Marked';
import StateBadge from './StateBadge';
import type { SummaryProps } from './types';

export const typeNames = defineMessages({
  WikiArticle: { id: 'zr.type.WikiArticle', defaultMessage: 'Knowledge' },
  BestPractice: {
    id: 'zr.type.BestPractice',
    defaultMessage: 'Practice example',
  },
  Seminar: { id: 'zr.type.Seminar', defaultMessage: 'Event' },
  ExchangeRoom: { id: 'zr.type.ExchangeRoom', defaultMessage: 'Exchange room' },
  Document: { id: 'zr.type.Document', defaultMessage: 'Page' },
  File: { id: 'zr.type.File', defaultMessage: 'File' },
  'News Item': { id: 'zr.type.News', defaultMessage: 'News' },
  Event: { id: 'zr.type.Event', defaultMessage: 'Date' },
  Section: { id: 'zr.type.Section', defaultMessage: 'Section' },
  GrantCall: {
    id: 'zr.type.GrantCall',
    defaultMessage: 'Call for applications',
  },
  EasyForm: { id: 'zr.type.EasyForm', defaultMessage: 'Form' },
});

/** The name of a type in plain words. */
export function useTypeName() {
  const intl = useIntl();
  return (type: string, fallback?: string) => {
    const message = (typeNames as Record<string, MessageDescriptor>)[type];
    return message ? intl.formatMessage(message) : fallback ?? '';
  };
}

/** What a list says about content that has no summary of its own. */
const PageSummary = (props: SummaryProps) => {
  const { item, hide_description } = props;
  const typeName = useTypeName();
  const kind = typeName(item['@type'], item.type_title);
  return (
    <>
      {kind && <p className="headline">{kind}</p>}
      <ItemHeading {...props} />
      <StateBadge state={item.review_state} />
      {!hide_description && item.description && (
        <p className="description">
          <Marked text={item.description} />
        </p>
      )}
      <ItemTopics topics={item.topics} />
    </>
  );
};

export default PageSummary;
