import { defineMessages, useIntl } from 'react-intl';
import type { Content } from '@plone/types';
import ItemList from '../listing/ItemList';
import type { ListItem } from '../listing/types';

const messages = defineMessages({
  title: { id: 'zr.page.related', defaultMessage: 'Goes with this' },
});

/** What belongs to this content, in place of Volto's bare list of titles. */
const RelatedItems = ({ content }: { content: Content }) => {
  const intl = useIntl();
  const related = ((content as any)?.relatedItems ?? []).filter(
    (item: ListItem | null) => item?.title,
  );
  if (related.length === 0) return null;
  return (
    <section className="zr-page zr-related" aria-labelledby="zr-related-title">
      <h2 id="zr-related-title">{intl.formatMessage(messages.title)}</h2>
      <ItemList items={related} />
    </section>
  );
};

export default RelatedItems;
