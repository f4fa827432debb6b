import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import zoomSVG from '@plone/volto/icons/zoom.svg';
import { useTerms } from '../vocabulary/useTerm';
import { PARAMETERS, changed, filtersToUrl } from './query';
import type { Filters } from './query';

const messages = defineMessages({
  label: {
    id: 'zr.listing.filter',
    defaultMessage: 'Narrow down the list',
  },
  text: { id: 'zr.listing.filter.text', defaultMessage: 'Word' },
  topic: { id: 'zr.listing.filter.topic', defaultMessage: 'Topic' },
  anyTopic: { id: 'zr.listing.filter.anyTopic', defaultMessage: 'All topics' },
  submit: { id: 'zr.listing.filter.submit', defaultMessage: 'Show' },
});

type Props = {
  filters: Filters;
  /** Content without topics has no use for a choice of them. */
  withTopics?: boolean;
};

/** Narrow a list down by a word and a topic: a plain form, it works without JavaScript. */
const ListingFilter = ({ filters, withTopics = true }: Props) => {
  const intl = useIntl();
  const history = useHistory();
  const { pathname } = useLocation();
  const topics = useTerms('topics');
  const [text, setText] = useState(filters.text);
  const [topic, setTopic] = useState(filters.topics[0] ?? '');

  useEffect(() => setText(filters.text), [filters.text]);
  useEffect(() => setTopic(filters.topics[0] ?? ''), [filters.topics]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    history.push(
      pathname +
        filtersToUrl(
          changed(filters, { text: text.trim(), topics: topic ? [topic] : [] }),
        ),
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
      {withTopics && (
        <div className="zr-filter-field">
          <label htmlFor="zr-filter-topic">
            {intl.formatMessage(messages.topic)}
          </label>
          <select
            id="zr-filter-topic"
            name={PARAMETERS.topic}
            value={topic}
            onChange={(event) => setTopic(event.target.value)}
          >
            <option value="">{intl.formatMessage(messages.anyTopic)}</option>
            {topics.map(({ token, title }) => (
              <option key={token} value={token}>
                {title}
              </option>
            ))}
          </select>
        </div>
      )}
      <button type="submit" className="zr-button zr-button--secondary">
        <Icon name={zoomSVG} size="24px" />
        {intl.formatMessage(messages.submit)}
      </button>
    </form>
  );
};

export default ListingFilter;
