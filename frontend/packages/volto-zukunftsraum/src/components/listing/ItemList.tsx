import { useCallback, useRef } from 'react';
import type { ElementType, ReactNode } from 'react';
import cx from 'classnames';
import config from '@plone/volto/registry';
import UniversalLink from '@plone/volto/components/manage/UniversalLink/UniversalLink';
import ContentImage from '../page/ContentImage';
import PageSummary from './PageSummary';
import Snippet, { saysMore } from './Snippet';
import type { ListItem, SummaryComponent } from './types';

type Props = {
  items: ListItem[];
  /** The heading of an item, one below that of the list. */
  heading?: ElementType;
  className?: string;
};

/** What a list says about content of a type. */
export const summaryOf = (type: string): SummaryComponent =>
  (config.getComponent({ name: 'Summary', dependencies: [type] })
    .component as SummaryComponent) || PageSummary;

const Item = ({ item, heading }: { item: ListItem; heading: ElementType }) => {
  const Summary = summaryOf(item['@type']);
  const { image_scales } = item;
  // Summaries of related content name no field, but have its scales.
  const image_field = item.image_field || Object.keys(image_scales ?? {})[0];
  const hasPicture = Boolean(
    item['@type'] !== 'Seminar' && image_field && image_scales?.[image_field],
  );

  // One component for the life of the item: when the same item comes anew from
  // the server, its link stays in the page and keeps the focus.
  const latest = useRef(item);
  latest.current = item;
  const LinkToItem = useCallback(
    ({ children }: { children: ReactNode }) => (
      <UniversalLink
        item={latest.current as any}
        className="zr-item-link link-container"
      >
        {children}
      </UniversalLink>
    ),
    [],
  );

  return (
    <li className={cx('zr-item', `zr-item--${item['@type'].toLowerCase()}`)}>
      {hasPicture && (
        <div className="zr-item-picture">
          <ContentImage
            item={item}
            imageField={image_field as string}
            alt=""
            loading="lazy"
            sizes="200px"
          />
        </div>
      )}
      <div className="zr-item-text">
        <Summary item={item} LinkToItem={LinkToItem} HeadingTag={heading} />
        {item.snippet && saysMore(item.snippet, item.description ?? '') && (
          <Snippet pieces={item.snippet} />
        )}
      </div>
    </li>
  );
};

/** Content of any types below each other, each with the summary of its type. */
const ItemList = ({ items, heading = 'h3', className }: Props) => (
  <ul className={cx('zr-items', className)}>
    {items.map((item) => (
      <Item key={item['@id']} item={item} heading={heading} />
    ))}
  </ul>
);

export default ItemList;
