import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import cx from 'classnames';
import type { Municipality } from '../../store/municipalities';
import { useResource } from '../../store/useResource';
import { useTerm } from '../vocabulary/useTerm';

const messages = defineMessages({
  placeholder: {
    id: 'zr.municipality.placeholder',
    defaultMessage: 'Name or postcode',
  },
  list: {
    id: 'zr.municipality.list',
    defaultMessage: 'Municipalities found',
  },
  hits: {
    id: 'zr.municipality.hits',
    defaultMessage:
      '{count, plural, =0 {No municipality found. Please check the spelling.} one {One municipality found. Choose with the arrow keys and Enter.} other {# municipalities found. Choose with the arrow keys and Enter.}}',
  },
  failed: {
    id: 'zr.municipality.failed',
    defaultMessage: 'The register does not answer. Please try again.',
  },
  in: {
    id: 'zr.municipality.in',
    defaultMessage: '{kind} in {places}',
  },
});

const SHOWN = 8;
const LETTERS = 2;
const PAUSE = 250;

type Answer = { items: Municipality[]; items_total: number };

/** The path that answers a search for a municipality; none for too few letters. */
export function searchPathFor(text: string): string | null {
  const words = text.trim();
  return words.length < LETTERS
    ? null
    : `/@municipalities?q=${encodeURIComponent(words)}&b_size=${SHOWN}`;
}

/** "Gemeinde in Landkreis Musterland, Musterland" */
export function useWhere() {
  const intl = useIntl();
  const term = useTerm();
  return (municipality: Municipality) =>
    intl.formatMessage(messages.in, {
      kind:
        municipality.kind_title ?? term('municipalityKinds', municipality.kind),
      places: [municipality.district_title, municipality.state_title]
        .filter((place) => place && place !== municipality.name)
        .join(', '),
    });
}

type Props = {
  /** Id of the text field, to which a label outside points. */
  id: string;
  /** What stands in the field while nobody types. */
  chosen?: string;
  onChoose: (municipality: Municipality) => void;
  required?: boolean;
  invalid?: boolean;
  disabled?: boolean;
  describedBy?: string;
};

/**
 * Choose a municipality by typing parts of its name, its postal code or key:
 * a text field with a list (the combobox pattern of ARIA), for mouse and keys.
 */
const MunicipalityCombobox = ({
  id,
  chosen = '',
  onChoose,
  required,
  invalid,
  disabled,
  describedBy,
}: Props) => {
  const intl = useIntl();
  const where = useWhere();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  // null: nobody is typing, the field shows what is chosen
  const [text, setText] = useState<string | null>(null);
  const [asked, setAsked] = useState('');
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setAsked(text ?? ''), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);

  const path = searchPathFor(asked);
  const { data, failed } = useResource<Answer>(path);
  const answered = Boolean(path) && asked === text && (data || failed);
  const items = path && asked === text ? data?.items ?? [] : [];
  const isOpen = open && items.length > 0;

  useEffect(() => setActive(-1), [path]);

  const close = () => {
    setOpen(false);
    setActive(-1);
  };

  const choose = (municipality: Municipality) => {
    onChoose(municipality);
    setText(null);
    close();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const last = items.length - 1;
    if (event.key === 'ArrowDown' && items.length > 0) {
      setOpen(true);
      setActive(active >= last ? 0 : active + 1);
    } else if (event.key === 'ArrowUp' && isOpen) {
      setActive(active <= 0 ? last : active - 1);
    } else if (event.key === 'Enter' && isOpen) {
      if (items[active]) choose(items[active]);
    } else if (event.key === 'Escape' && text !== null) {
      // The first press closes the list, the second one takes back the text.
      if (isOpen) close();
      else setText(null);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="zr-combobox">
      <input
        ref={input}
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={
          isOpen && active >= 0 ? `${listId}-${active}` : undefined
        }
        aria-required={required || undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        disabled={disabled}
        placeholder={intl.formatMessage(messages.placeholder)}
        value={text ?? chosen}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setText(null);
          close();
        }}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label={intl.formatMessage(messages.list)}
        hidden={!isOpen}
      >
        {isOpen &&
          items.map((municipality, index) => (
            // The keys are handled in the text field, which keeps the focus.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={municipality.ars}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              className={cx({ active: index === active })}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(municipality)}
            >
              <strong>{municipality.name}</strong>
              <span>{where(municipality)}</span>
            </li>
          ))}
      </ul>
      <p role="status" className={items.length > 0 ? 'zr-visually-hidden' : ''}>
        {answered
          ? intl.formatMessage(failed ? messages.failed : messages.hits, {
              count: items.length,
            })
          : ''}
      </p>
    </div>
  );
};

export default MunicipalityCombobox;
