import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import zoomSVG from '@plone/volto/icons/zoom.svg';
import { useUrlParameters } from '../../listing/urlParameters';
import MunicipalityFilter from '../../members/MunicipalityFilter';
import { GRANT_STATES, grantState } from '../states';
import YearFilter from './YearFilter';
import { WORK_LIST } from './load';

const messages = defineMessages({
  filter: {
    id: 'zr.grants.work.filter',
    defaultMessage: 'Find applications',
  },
  word: {
    id: 'zr.grants.work.word',
    defaultMessage: 'Number or title',
  },
  narrow: {
    id: 'zr.grants.work.narrow',
    defaultMessage: 'Narrow the list down',
  },
  search: { id: 'zr.grants.work.search', defaultMessage: 'Search' },
  state: { id: 'zr.grants.work.state', defaultMessage: 'State' },
  allStates: { id: 'zr.grants.work.state.all', defaultMessage: 'All states' },
  reset: {
    id: 'zr.grants.work.reset',
    defaultMessage: 'Remove all filters',
  },
});

/** What nobody of the grants office sees. */
const STATES = GRANT_STATES.filter((state) => state !== 'draft');

const FILTERS = ['q', 'year', 'state', 'ars'] as const;

/** What the list is narrowed by, as its address says. */
export const isNarrowed = (get: (name: string) => string) =>
  FILTERS.some((name) => get(name));

/** Narrows the list of applications down; its address carries it all. */
const WorkFilters = () => {
  const t = useIntl().formatMessage;
  const url = useUrlParameters();
  const q = url.get('q');
  const [word, setWord] = useState(q);
  useEffect(() => setWord(q), [q]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    url.go({ q: word });
  };

  const kept = (['list', 'year', 'state', 'ars', 'sort'] as const).filter(
    (name) => url.get(name),
  );

  return (
    <div className="zr-filters zr-staff-filters">
      <form
        className="zr-filter zr-filter--row"
        role="search"
        action={WORK_LIST}
        aria-label={t(messages.filter)}
        onSubmit={onSubmit}
      >
        <div className="zr-filter-field">
          <label htmlFor="zr-work-word">{t(messages.word)}</label>
          <input
            id="zr-work-word"
            type="search"
            name="q"
            value={word}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setWord(event.target.value)}
          />
        </div>
        {kept.map((name) => (
          <input key={name} type="hidden" name={name} value={url.get(name)} />
        ))}
        <button type="submit" className="zr-button zr-button--secondary">
          <Icon name={zoomSVG} size="24px" />
          {t(messages.search)}
        </button>
      </form>
      <div
        className="zr-filter zr-filter--row"
        role="group"
        aria-label={t(messages.narrow)}
      >
        <YearFilter id="zr-work-year" />
        <div className="zr-filter-field">
          <label htmlFor="zr-work-state">{t(messages.state)}</label>
          <select
            id="zr-work-state"
            value={url.get('state')}
            onChange={({ target }) => url.go({ state: target.value })}
          >
            <option value="">{t(messages.allStates)}</option>
            {STATES.map((state) => {
              const look = grantState(state);
              return (
                <option key={state} value={state}>
                  {look && t(look.title)}
                </option>
              );
            })}
          </select>
        </div>
      </div>
      <MunicipalityFilter />
      {isNarrowed(url.get) && (
        <p>
          <Link
            className="zr-button zr-button--quiet"
            to={url.to(Object.fromEntries(FILTERS.map((name) => [name, ''])))}
          >
            {t(messages.reset)}
          </Link>
        </p>
      )}
    </div>
  );
};

export default WorkFilters;
