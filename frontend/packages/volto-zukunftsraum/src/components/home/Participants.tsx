import loadable from '@loadable/component';
import { defineMessages, useIntl } from 'react-intl';
import { wholeNumber } from '../../helpers/numbers';
import type { Municipality } from '../../store/municipalities';
import type { Resource } from '../../store/resources';
import { ON_THE_MAP } from '../map/germany';
import { useTerm } from '../vocabulary/useTerm';

const messages = defineMessages({
  total: {
    id: 'zr.home.participants.total',
    defaultMessage:
      '{count, plural, one {One municipality takes part.} other {# municipalities take part.}}',
  },
  inState: {
    id: 'zr.home.participants.inState',
    defaultMessage: '{state}: {count}',
  },
  more: {
    id: 'zr.home.participants.more',
    defaultMessage: 'The first {count} are shown here.',
  },
  inhabitants: {
    id: 'zr.home.participants.inhabitants',
    defaultMessage: '{number} inhabitants',
  },
  none: {
    id: 'zr.home.participants.none',
    defaultMessage:
      'No municipality takes part yet. Yours can be the first: “Join in” shows how.',
  },
});

export type Participating = {
  items: Municipality[];
  items_total: number;
  /** Key of a Land → how many of it take part. */
  states?: Record<string, number>;
};

const StateMap = loadable(() => import('../map/StateMap'));

/** The municipalities by Land; the Länder by name, as are those in them. */
export function byState(items: Municipality[]): [string, Municipality[]][] {
  const groups = new Map<string, Municipality[]>();
  for (const item of items) {
    const state = item.state_title ?? item.state;
    groups.set(state, [...(groups.get(state) ?? []), item]);
  }
  const order = (a: string, b: string) => a.localeCompare(b, 'de');
  return [...groups.entries()]
    .map(([state, members]): [string, Municipality[]] => [
      state,
      members.sort((a, b) => order(a.name, b.name)),
    ])
    .sort(([a], [b]) => order(a, b));
}

/** Who takes part, by Land, with counts. */
const Participants = ({ found }: { found: Resource<Participating> }) => {
  const intl = useIntl();
  const term = useTerm();
  if (!found.data) return null;
  const { items, items_total: total, states = {} } = found.data;
  if (total === 0) return <p>{intl.formatMessage(messages.none)}</p>;

  const isOnTheMap = ON_THE_MAP.some(({ key }) => states[key]);
  return (
    <div className={isOnTheMap ? 'zr-participation' : undefined}>
      {isOnTheMap && (
        <StateMap
          states={ON_THE_MAP.map(({ key }) => ({
            key,
            title: term('states', key),
            count: states[key] ?? 0,
            isChosen: false,
          }))}
          unit={(count) => intl.formatMessage(messages.total, { count })}
        />
      )}
      <div>
        <p>
          {intl.formatMessage(messages.total, { count: total })}
          {total > items.length &&
            ` ${intl.formatMessage(messages.more, { count: items.length })}`}
        </p>
        {byState(items).map(([state, members]) => (
          <div key={state} className="zr-participants">
            <h3>
              {intl.formatMessage(messages.inState, {
                state,
                count: wholeNumber(
                  states[members[0].state] ?? members.length,
                  intl.locale,
                ),
              })}
            </h3>
            <ul>
              {members.map((municipality) => (
                <li key={municipality.ars}>
                  <strong>{municipality.name}</strong>{' '}
                  <span className="zr-muted">
                    {[
                      municipality.kind_title ??
                        term('municipalityKinds', municipality.kind),
                      municipality.population &&
                        intl.formatMessage(messages.inhabitants, {
                          number: wholeNumber(
                            municipality.population,
                            intl.locale,
                          ),
                        }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </div>
  );
};

export default Participants;
