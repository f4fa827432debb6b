import { Fragment } from 'react';
import Marked from './Marked';
import type { SummaryProps } from './types';

/** The title of an item, which is its link. */
const ItemHeading = ({
  item,
  LinkToItem = Fragment,
  HeadingTag = 'div',
  a11yLabelId,
}: SummaryProps) => (
  <HeadingTag className="title" id={a11yLabelId}>
    <LinkToItem>
      <Marked text={item.title} />
    </LinkToItem>
  </HeadingTag>
);

export default ItemHeading;
