import { useCallback } from 'react';
import type { ElementType, ReactNode } from 'react';
import cx from 'classnames';
import { defineMessages, useIntl } from 'react-intl';
import UniversalLink from '@plone/volto/components/manage/UniversalLink/UniversalLink';
import type { ListItem, SummaryComponent } from '../listing/types';
import type { Found, Resource } from '../../store/resources';

const messages = defineMessages({
  failed: {
    id: 'zr.home.items.failed',
    defaultMessage:
      'This part could not be loaded. Please open the page once more.',
  },
  loading: {
    id: 'zr.home.items.loading',
    defaultMessage: 'Loading …',
  },
});

type ItemProps = {
  item: ListItem;
  Summary: SummaryComponent;
  withDescription: boolean;
  heading: ElementType;
};

const Item = ({ item, Summary, withDescription, heading }: ItemProps) => {
  const LinkToItem = useCallback(
    ({ children }: { children: ReactNode }) => (
      <UniversalLink item={item as any} className="zr-item-link">
        {children}
      </UniversalLink>
    ),
    [item],
  );
  return (
    <li className="zr-item zr-start-item">
      <Summary
        item={item}
        LinkToItem={LinkToItem}
        HeadingTag={heading}
        hide_description={!withDescription}
      />
    </li>
  );
};

type Props = {
  found: Resource<Pick<Found, 'items'>>;
  /** The summary by type, or the one for all. */
  summary: (type: string) => SummaryComponent;
  /** What to say, and what to do next, when there is nothing. */
  empty: ReactNode;
  cards?: boolean;
  withDescription?: boolean;
  /** The heading of an item, one below that of the list. */
  heading?: ElementType;
};

/** Some content of a kind, or why there is none. */
const StartItems = ({
  found,
  summary,
  empty,
  cards = false,
  withDescription = false,
  heading = 'h3',
}: Props) => {
  const intl = useIntl();
  const items = found.data?.items;

  if (!items) {
    return (
      <p className="zr-muted" role={found.failed ? undefined : 'status'}>
        {intl.formatMessage(found.failed ? messages.failed : messages.loading)}
      </p>
    );
  }
  if (items.length === 0) return <p className="zr-muted">{empty}</p>;
  return (
    <ul className={cx('zr-start-items', { 'zr-start-items--cards': cards })}>
      {items.map((item) => (
        <Item
          key={item['@id']}
          item={item}
          Summary={summary(item['@type'])}
          withDescription={withDescription}
          heading={heading}
        />
      ))}
    </ul>
  );
};

export default StartItems;
