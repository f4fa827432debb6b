import { useState } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import cx from 'classnames';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import filterSVG from '@plone/volto/icons/filter.svg';
import { useClient } from '@plone/volto/hooks/client/useClient';
import { useTypeName } from '../listing/PageSummary';
import { PARAMETERS, changed, filtersToUrl } from '../listing/query';
import type { Filters } from '../listing/query';
import { useTerms } from '../vocabulary/useTerm';

const messages = defineMessages({
  label: { id: 'zr.search.facets', defaultMessage: 'Narrow down the results' },
  open: {
    id: 'zr.search.facets.open',
    defaultMessage: 'Filter{count, plural, =0 {} other { (# set)}}',
  },
  types: { id: 'zr.search.facets.types', defaultMessage: 'Kind' },
  topics: { id: 'zr.search.facets.topics', defaultMessage: 'Topic' },
  apply: { id: 'zr.search.facets.apply', defaultMessage: 'Show results' },
});

/** The kinds of content that can be searched for by themselves. */
const TYPES = [
  'WikiArticle',
  'BestPractice',
  'Seminar',
  'ExchangeRoom',
  'Document',
  'File',
];

const toggled = (values: string[], value: string) =>
  values.includes(value)
    ? values.filter((other) => other !== value)
    : [...values, value];

type GroupProps = {
  legend: string;
  name: string;
  options: { token: string; title: string }[];
  values: string[];
  onToggle: (value: string) => void;
};

const Group = ({ legend, name, options, values, onToggle }: GroupProps) => (
  <fieldset>
    <legend>{legend}</legend>
    {options.map(({ token, title }) => (
      <label key={token} className="zr-check">
        <input
          type="checkbox"
          name={name}
          value={token}
          checked={values.includes(token)}
          onChange={() => onToggle(token)}
        />
        <span>{title}</span>
      </label>
    ))}
  </fieldset>
);

/**
 * Filters of the search. A choice takes effect at once; without JavaScript it is a
 * form with a button. On narrow screens it is folded behind a button.
 */
const SearchFacets = ({ filters }: { filters: Filters }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const typeName = useTypeName();
  const history = useHistory();
  const { pathname } = useLocation();
  const isClient = useClient();
  const topics = useTerms('topics');
  const [open, setOpen] = useState(false);

  const apply = (change: Partial<Filters>) =>
    history.push(pathname + filtersToUrl(changed(filters, change)));

  return (
    <div className={cx('zr-facets', { 'is-open': open })}>
      <button
        type="button"
        className="zr-button zr-button--secondary zr-facets-button"
        aria-expanded={open}
        aria-controls="zr-facets"
        onClick={() => setOpen(!open)}
      >
        <Icon name={filterSVG} size="24px" />
        {t(messages.open, {
          count: filters.types.length + filters.topics.length,
        })}
      </button>
      <form id="zr-facets" action={pathname} aria-label={t(messages.label)}>
        {filters.text && (
          <input type="hidden" name={PARAMETERS.text} value={filters.text} />
        )}
        {filters.sort === 'date' && (
          <input type="hidden" name={PARAMETERS.sort} value="date" />
        )}
        <Group
          legend={t(messages.types)}
          name={PARAMETERS.type}
          options={TYPES.map((type) => ({
            token: type,
            title: typeName(type, type),
          }))}
          values={filters.types}
          onToggle={(type) => apply({ types: toggled(filters.types, type) })}
        />
        <Group
          legend={t(messages.topics)}
          name={PARAMETERS.topic}
          options={topics}
          values={filters.topics}
          onToggle={(topic) =>
            apply({ topics: toggled(filters.topics, topic) })
          }
        />
        {!isClient && (
          <button type="submit" className="zr-button zr-button--secondary">
            {t(messages.apply)}
          </button>
        )}
      </form>
    </div>
  );
};

export default SearchFacets;
