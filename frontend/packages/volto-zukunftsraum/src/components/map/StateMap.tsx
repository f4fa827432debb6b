import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import cx from 'classnames';
import { defineMessages, useIntl } from 'react-intl';
import germany from '@svg-maps/germany';
import { wholeNumber } from '../../helpers/numbers';
import { ON_THE_MAP } from './germany';
import { stepOf, stepsFor } from './steps';
import type { StateCount } from './types';

const messages = defineMessages({
  label: { id: 'zr.map.label', defaultMessage: 'Map of the federal states' },
  legend: { id: 'zr.map.legend', defaultMessage: 'Colours of the map' },
  none: { id: 'zr.map.legend.none', defaultMessage: 'none' },
  range: { id: 'zr.map.legend.range', defaultMessage: '{from} to {to}' },
  chosen: { id: 'zr.map.chosen', defaultMessage: 'chosen' },
  help: {
    id: 'zr.map.help',
    defaultMessage:
      'Choose one or more federal states. With the keyboard: Tab leads from one to the next, Enter or the space bar chooses.',
  },
  credit: {
    id: 'zr.map.credit',
    defaultMessage: 'Map: {source}, licence {licence}, coloured.',
  },
});

const locations: { id: string; path: string }[] = germany.locations;
const PATHS = new Map(locations.map(({ id, path }) => [id, path]));
const [, , WIDTH, HEIGHT] = (germany.viewBox as string).split(' ').map(Number);

type Props = {
  states: StateCount[];
  /** "12 results": the number with its unit, for the name of a Land. */
  unit: (count: number) => string;
  /** Without it the map only shows. */
  onToggle?: (key: string) => void;
};

/**
 * Germany by Land. A Land is a button: it says its name, its number and whether it
 * is chosen; the number stands on the map, too, so that nothing is colour alone.
 */
const StateMap = ({ states, unit, onToggle }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const id = useId();
  const [named, setNamed] = useState<string | null>(null);
  const known = new Map(states.map((state) => [state.key, state]));

  const onKeyDown = (event: KeyboardEvent, key: string) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onToggle?.(key);
    }
    if (event.key === 'Escape') setNamed(null);
  };

  const shapes = ON_THE_MAP.flatMap(({ key, id: shape, at }) => {
    const state = known.get(key);
    return state ? [{ ...state, at, path: PATHS.get(shape) }] : [];
  });
  // What lies beside the map has no colour on it.
  const steps = stepsFor(shapes.map(({ count }) => count));
  const tip = shapes.find(({ key }) => key === named);

  return (
    <figure className="zr-map">
      {onToggle && (
        <p id={`${id}-help`} className="zr-map-help">
          {t(messages.help)}
        </p>
      )}
      <div className="zr-map-stage">
        <svg
          viewBox={germany.viewBox}
          role="group"
          aria-label={t(messages.label)}
          aria-describedby={onToggle ? `${id}-help` : undefined}
        >
          {shapes.map(({ key, title, count, isChosen, path, at: [x, y] }) => {
            const isLive = Boolean(onToggle) && (count > 0 || isChosen);
            const step = stepOf(count, steps);
            const shape = (
              <>
                <path d={path} />
                {(count > 0 || isChosen) && (
                  <text x={x} y={y} aria-hidden="true">
                    {isChosen && '✓ '}
                    {wholeNumber(count, intl.locale)}
                  </text>
                )}
              </>
            );
            const pointing = {
              onMouseEnter: () => setNamed(key),
              onMouseLeave: () => setNamed(null),
            };
            return isLive ? (
              <g
                key={key}
                className={cx('zr-land', `zr-land--${step}`, {
                  'is-chosen': isChosen,
                })}
                role="button"
                tabIndex={0}
                aria-pressed={isChosen}
                aria-label={`${title}: ${unit(count)}`}
                data-state={key}
                onClick={() => onToggle?.(key)}
                onKeyDown={(event) => onKeyDown(event, key)}
                onFocus={() => setNamed(key)}
                onBlur={() => setNamed(null)}
                {...pointing}
              >
                {shape}
              </g>
            ) : (
              <g
                key={key}
                className={`zr-land zr-land--${step} is-empty`}
                role="img"
                aria-label={`${title}: ${unit(count)}`}
                {...pointing}
              >
                {shape}
              </g>
            );
          })}
        </svg>
        {tip && (
          <p
            className="zr-map-tip"
            aria-hidden="true"
            ref={(element) => {
              element?.style.setProperty(
                '--x',
                `${(tip.at[0] / WIDTH) * 100}%`,
              );
              element?.style.setProperty(
                '--y',
                `${(tip.at[1] / HEIGHT) * 100}%`,
              );
            }}
          >
            <strong>{tip.title}</strong>
            {`: ${unit(tip.count)}`}
            {tip.isChosen && ` (${t(messages.chosen)})`}
          </p>
        )}
      </div>
      <ul className="zr-map-legend" aria-label={t(messages.legend)}>
        <li>
          <span className="zr-map-swatch zr-land--0" />
          {t(messages.none)}
        </li>
        {steps.map(({ from, to }, index) => (
          <li key={from}>
            <span className={`zr-map-swatch zr-land--${index + 1}`} />
            {from === to
              ? wholeNumber(from, intl.locale)
              : t(messages.range, {
                  from: wholeNumber(from, intl.locale),
                  to: wholeNumber(to, intl.locale),
                })}
          </li>
        ))}
      </ul>
      <figcaption className="zr-map-credit">
        {t(messages.credit, {
          source: (
            <a key="source" href="https://mapsvg.com/maps/germany">
              MapSVG
            </a>
          ),
          licence: (
            <a
              key="licence"
              href="https://creativecommons.org/licenses/by/4.0/deed.de"
            >
              CC BY 4.0
            </a>
          ),
        })}
      </figcaption>
    </figure>
  );
};

export default StateMap;
