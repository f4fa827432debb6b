import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import clearSVG from '@plone/volto/icons/clear.svg';
import { useTerm } from '../vocabulary/useTerm';
import { useTypeName } from './PageSummary';
import { changed, filtersToUrl, isFiltered } from './query';
import type { Filters } from './query';

const messages = defineMessages({
  label: { id: 'zr.listing.chips', defaultMessage: 'What is set' },
  text: { id: 'zr.listing.chip.text', defaultMessage: 'Word: {value}' },
  topic: { id: 'zr.listing.chip.topic', defaultMessage: 'Topic: {value}' },
  type: { id: 'zr.listing.chip.type', defaultMessage: 'Kind: {value}' },
  remove: { id: 'zr.listing.chip.remove', defaultMessage: 'remove' },
  reset: { id: 'zr.listing.chips.reset', defaultMessage: 'Reset all' },
});

const without = (values: string[], value: string) =>
  values.filter((other) => other !== value);

/** What narrows the list; each can be taken away. */
const Chips = ({ filters }: { filters: Filters }) => {
  const intl = useIntl();
  const term = useTerm();
  const typeName = useTypeName();
  const { pathname } = useLocation();
  if (!isFiltered(filters)) return null;

  const chips: { label: string; change: Partial<Filters> }[] = [
    ...(filters.text
      ? [
          {
            label: intl.formatMessage(messages.text, { value: filters.text }),
            change: { text: '' },
          },
        ]
      : []),
    ...filters.types.map((type) => ({
      label: intl.formatMessage(messages.type, { value: typeName(type, type) }),
      change: { types: without(filters.types, type) },
    })),
    ...filters.topics.map((topic) => ({
      label: intl.formatMessage(messages.topic, {
        value: term('topics', topic),
      }),
      change: { topics: without(filters.topics, topic) },
    })),
  ];

  return (
    <ul className="zr-chips" aria-label={intl.formatMessage(messages.label)}>
      {chips.map(({ label, change }) => (
        <li key={label}>
          <Link
            className="zr-chip link-container"
            to={pathname + filtersToUrl(changed(filters, change))}
          >
            {label} <Icon name={clearSVG} size="18px" />
            <span className="zr-visually-hidden">
              {intl.formatMessage(messages.remove)}
            </span>
          </Link>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Link className="zr-chips-reset" to={pathname}>
            {intl.formatMessage(messages.reset)}
          </Link>
        </li>
      )}
    </ul>
  );
};

export default Chips;
