import { defineMessages, useIntl } from 'react-intl';
import { useHistory, useLocation } from 'react-router-dom';
import type { FacetCounts } from '../listing/facets';
import { filtersToUrl, toggling } from '../listing/query';
import type { Filters } from '../listing/query';
import { useFacetTitle } from '../listing/useFacetTitle';
import StateMap from './StateMap';
import StateTable from './StateTable';
import { ON_THE_MAP } from './germany';
import type { StateCount } from './types';

const messages = defineMessages({
  title: { id: 'zr.map.choice', defaultMessage: 'Results by federal state' },
  results: { id: 'zr.map.choice.results', defaultMessage: 'Results' },
  unit: {
    id: 'zr.map.choice.unit',
    defaultMessage:
      '{count, plural, =0 {no results} one {# result} other {# results}}',
  },
  scope: {
    id: 'zr.map.choice.scope',
    defaultMessage:
      'Counted is what belongs to a municipality, such as practice examples.',
  },
});

type Props = { filters: Filters; counts?: FacetCounts | null };

/** The facet of the Länder as a map, with a table beside it. */
const StateChoice = ({ filters, counts }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const history = useHistory();
  const { pathname } = useLocation();
  const title = useFacetTitle(counts);
  const chosen = filters.chosen.state;
  const counted = new Map(
    (counts?.facets?.state ?? []).map(({ token, count }) => [token, count]),
  );
  const keys = [
    ...new Set([
      ...ON_THE_MAP.map(({ key }) => key),
      ...counted.keys(),
      ...chosen,
    ]),
  ];
  const states: StateCount[] = keys
    .map((key) => ({
      key,
      title: title('state', key),
      count: counted.get(key) ?? 0,
      isChosen: chosen.includes(key),
    }))
    .sort((a, b) => a.title.localeCompare(b.title, intl.locale));
  const to = (key: string) =>
    pathname + filtersToUrl(toggling(filters, 'state', key));

  return (
    <section className="zr-states" aria-labelledby="zr-states-title">
      <h2 id="zr-states-title">{t(messages.title)}</h2>
      <p className="zr-muted">{t(messages.scope)}</p>
      <div className="zr-states-parts">
        <StateMap
          states={states}
          unit={(count) => t(messages.unit, { count })}
          onToggle={(key) => history.push(to(key))}
        />
        <StateTable
          caption={t(messages.title)}
          counted={t(messages.results)}
          states={states}
          to={to}
        />
      </div>
    </section>
  );
};

export default StateChoice;
