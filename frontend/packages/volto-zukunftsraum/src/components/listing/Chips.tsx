import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import clearSVG from '@plone/volto/icons/clear.svg';
import { FACET_NAMES } from './facets';
import type { FacetCounts } from './facets';
import { changed, cleared, filtersToUrl, isFiltered, toggling } from './query';
import type { Filters } from './query';
import { useFacetName, useFacetTitle } from './useFacetTitle';

const messages = defineMessages({
  label: { id: 'zr.listing.chips', defaultMessage: 'What is set' },
  text: { id: 'zr.listing.chip.text', defaultMessage: 'Word: {value}' },
  facet: { id: 'zr.listing.chip.facet', defaultMessage: '{facet}: {value}' },
  remove: { id: 'zr.listing.chip.remove', defaultMessage: 'remove' },
  reset: { id: 'zr.listing.chips.reset', defaultMessage: 'Reset all' },
});

type Props = {
  filters: Filters;
  /** Knows titles of values that no closed list of ours has. */
  counts?: FacetCounts | null;
};

/** What narrows the list; each can be taken away. */
const Chips = ({ filters, counts }: Props) => {
  const intl = useIntl();
  const facetName = useFacetName();
  const title = useFacetTitle(counts);
  const { pathname } = useLocation();
  if (!isFiltered(filters)) return null;

  const chips: { key: string; label: string; without: Filters }[] = [
    ...(filters.text
      ? [
          {
            key: 'text',
            label: intl.formatMessage(messages.text, { value: filters.text }),
            without: changed(filters, { text: '' }),
          },
        ]
      : []),
    ...FACET_NAMES.flatMap((name) =>
      filters.chosen[name].map((value) => ({
        key: `${name} ${value}`,
        label: intl.formatMessage(messages.facet, {
          facet: facetName(name),
          value: title(name, value),
        }),
        without: toggling(filters, name, value),
      })),
    ),
  ];

  return (
    <ul className="zr-chips" aria-label={intl.formatMessage(messages.label)}>
      {chips.map(({ key, label, without }) => (
        <li key={key}>
          <Link
            className="zr-chip link-container"
            to={pathname + filtersToUrl(without)}
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
          <Link
            className="zr-chips-reset"
            to={pathname + filtersToUrl(cleared(filters))}
          >
            {intl.formatMessage(messages.reset)}
          </Link>
        </li>
      )}
    </ul>
  );
};

export default Chips;
