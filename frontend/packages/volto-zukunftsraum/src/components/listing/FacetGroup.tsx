import { useEffect, useId, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { wholeNumber } from '../../helpers/numbers';
import { VISIBLE } from './facets';
import type { FacetName, Option } from './facets';

const messages = defineMessages({
  more: {
    id: 'zr.listing.facet.more',
    defaultMessage: 'Show {count} more',
  },
  less: { id: 'zr.listing.facet.less', defaultMessage: 'Show fewer' },
  results: {
    id: 'zr.listing.facet.results',
    defaultMessage: '{count, plural, one {# result} other {# results}}',
  },
  chosen: {
    id: 'zr.listing.facet.chosen',
    defaultMessage: '{count} chosen',
  },
});

type Props = {
  name: FacetName;
  legend: string;
  options: Option[];
  chosen: string[];
  /** In sight from the beginning; what is chosen always is. */
  isOpen: boolean;
  onToggle: (value: string) => void;
};

/** The values of one facet, of which any may be chosen. Many of them fold. */
const FacetGroup = ({
  name,
  legend,
  options,
  chosen,
  isOpen,
  onToggle,
}: Props) => {
  const intl = useIntl();
  const id = useId();
  const [open, setOpen] = useState(isOpen || chosen.length > 0);
  const [all, setAll] = useState(false);
  const count = chosen.length;
  useEffect(() => {
    if (count > 0) setOpen(true);
  }, [count]);

  const folded = options.filter(
    ({ token }, index) => index >= VISIBLE && !chosen.includes(token),
  );

  return (
    <details
      className="zr-facet"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {legend}
        {count > 0 && (
          <span className="zr-facet-chosen">
            {intl.formatMessage(messages.chosen, { count })}
          </span>
        )}
      </summary>
      <fieldset>
        <legend className="zr-visually-hidden">{legend}</legend>
        <div id={id} className={all ? undefined : 'is-folded'}>
          {options.map((option) => (
            <label
              key={option.token}
              className={
                folded.includes(option) ? 'zr-check is-further' : 'zr-check'
              }
            >
              <input
                type="checkbox"
                name={name}
                value={option.token}
                checked={chosen.includes(option.token)}
                onChange={() => onToggle(option.token)}
              />
              <span>{option.title}</span>{' '}
              {option.count !== undefined && (
                <span className="zr-facet-count">
                  <span aria-hidden="true">
                    {wholeNumber(option.count, intl.locale)}
                  </span>
                  <span className="zr-visually-hidden">
                    {intl.formatMessage(messages.results, {
                      count: option.count,
                    })}
                  </span>
                </span>
              )}
            </label>
          ))}
        </div>
        {folded.length > 0 && (
          <button
            type="button"
            className="zr-facet-more"
            aria-expanded={all}
            aria-controls={id}
            onClick={() => setAll(!all)}
          >
            {all
              ? intl.formatMessage(messages.less)
              : intl.formatMessage(messages.more, { count: folded.length })}
          </button>
        )}
      </fieldset>
    </details>
  );
};

export default FacetGroup;
