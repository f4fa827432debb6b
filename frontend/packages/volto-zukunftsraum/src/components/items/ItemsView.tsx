import { useId } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import StartItems from '../home/StartItems';
import { summaryOf } from '../listing/ItemList';
import type { Found } from '../../store/resources';
import { useResource } from '../../store/useResource';
import { itemsPath, moreUrl, shownItems } from './query';
import type { ItemsData, ItemsPage } from './query';

const messages = defineMessages({
  more: { id: 'zr.items.more', defaultMessage: 'More of this' },
  empty: {
    id: 'zr.items.empty',
    defaultMessage:
      'Readers see nothing here yet: there is no content for this choice. Set in the sidebar what is shown.',
  },
  noTopics: {
    id: 'zr.items.empty.noTopics',
    defaultMessage:
      'Readers see nothing here yet: this page has no topics. Give it some, or choose something else in the sidebar.',
  },
  emptyList: { id: 'zr.items.emptyList', defaultMessage: 'Nothing yet' },
});

type Props = {
  data: ItemsData;
  /** The page, or the block around this one. */
  properties?: ItemsPage;
  /** The page, where the block stands in another one. */
  metadata?: ItemsPage;
  isEditMode?: boolean;
};

/** The newest, related or chosen content. Readers see nothing when there is none. */
const ItemsView = ({ data, properties, metadata, isEditMode }: Props) => {
  const intl = useIntl();
  const id = useId();
  const page = metadata ?? properties;
  const path = itemsPath(data, page);
  const found = useResource<Found>(path);
  const items = found.data && shownItems(data, page, found.data.items as any[]);
  const isEmpty = !path || items?.length === 0;

  if (isEmpty) {
    if (!isEditMode) return null;
    return (
      <p className="zr-notice">
        {intl.formatMessage(
          data.mode === 'related' && !path ? messages.noTopics : messages.empty,
        )}
      </p>
    );
  }
  const headline = data.headline?.trim();
  return (
    <section
      className="block zr-items-block"
      aria-labelledby={headline ? id : undefined}
    >
      <div className="zr-items-head">
        {headline && <h2 id={id}>{headline}</h2>}
        {data.searchLink && data.mode !== 'chosen' && (
          <Link to={moreUrl(data, page)}>
            {intl.formatMessage(messages.more)}
            {headline && (
              <span className="zr-visually-hidden">: {headline}</span>
            )}
          </Link>
        )}
      </div>
      <StartItems
        found={{ ...found, data: items && ({ ...found.data, items } as Found) }}
        summary={summaryOf}
        cards={data.layout === 'cards'}
        withDescription
        heading={headline ? 'h3' : 'h2'}
        empty={intl.formatMessage(messages.emptyList)}
      />
    </section>
  );
};

export default ItemsView;
