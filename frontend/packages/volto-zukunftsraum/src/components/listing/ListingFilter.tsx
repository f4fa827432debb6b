import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import zoomSVG from '@plone/volto/icons/zoom.svg';
import { PARAMETERS, changed, filtersToUrl, hiddenFields } from './query';
import type { Filters } from './query';

const messages = defineMessages({
  label: {
    id: 'zr.listing.filter',
    defaultMessage: 'Narrow down the list',
  },
  text: { id: 'zr.listing.filter.text', defaultMessage: 'Word' },
  submit: { id: 'zr.listing.filter.submit', defaultMessage: 'Show' },
});

/** Narrow a list down by a word: a plain form, it works without JavaScript. */
const ListingFilter = ({ filters }: { filters: Filters }) => {
  const intl = useIntl();
  const history = useHistory();
  const { pathname } = useLocation();
  const [text, setText] = useState(filters.text);

  useEffect(() => setText(filters.text), [filters.text]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    history.push(
      pathname + filtersToUrl(changed(filters, { text: text.trim() })),
    );
  };

  return (
    <form
      className="zr-filter"
      action={pathname}
      aria-label={intl.formatMessage(messages.label)}
      onSubmit={onSubmit}
    >
      <div className="zr-filter-field">
        <label htmlFor="zr-filter-text">
          {intl.formatMessage(messages.text)}
        </label>
        <input
          id="zr-filter-text"
          type="search"
          name={PARAMETERS.text}
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
        />
      </div>
      {hiddenFields(filters, 'text').map(([name, value]) => (
        <input
          key={`${name} ${value}`}
          type="hidden"
          name={name}
          value={value}
        />
      ))}
      <button type="submit" className="zr-button zr-button--secondary">
        <Icon name={zoomSVG} size="24px" />
        {intl.formatMessage(messages.submit)}
      </button>
    </form>
  );
};

export default ListingFilter;
