import { useEffect, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { useResource } from '../../store/useResource';
import { searchPath } from '../../store/resources';
import type { Found } from '../../store/resources';
import { RadioField } from '../forms/Choices';
import { TextField } from '../forms/Field';
import { useTypeName } from '../listing/PageSummary';
import { REVIEWED } from './load';

const messages = defineMessages({
  word: {
    id: 'zr.knowledge.successor.word',
    defaultMessage: 'Search for the successor',
  },
  wordHelp: {
    id: 'zr.knowledge.successor.word.help',
    defaultMessage: 'A word of its title. The text must be visible to readers.',
  },
  legend: {
    id: 'zr.knowledge.successor',
    defaultMessage: 'What shall people read instead?',
  },
  none: {
    id: 'zr.knowledge.successor.none',
    defaultMessage: 'No successor',
  },
  nothing: {
    id: 'zr.knowledge.successor.nothing',
    defaultMessage: 'No text found for “{word}”.',
  },
});

const PAUSE = 300;

type Props = {
  /** The text that is archived. */
  not: string;
  value: string;
  onChange: (path: string) => void;
  error?: string;
};

/** Find the text that takes the place of another one. */
const SuccessorPicker = ({ not, value, onChange, error }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const typeName = useTypeName();
  const [word, setWord] = useState('');
  const [asked, setAsked] = useState('');
  const [chosen, setChosen] = useState<{ '@id': string; title: string }>();

  useEffect(() => {
    const timer = setTimeout(() => setAsked(word.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [word]);

  const { data } = useResource<Found>(
    asked.length > 1
      ? searchPath({
          SearchableText: asked,
          portal_type: REVIEWED,
          review_state: ['published', 'network'],
          b_size: 6,
        })
      : null,
  );
  const found = (data?.items ?? []).filter((item) => item['@id'] !== not);
  const choices = [
    ...(chosen && !found.some((item) => item['@id'] === chosen['@id'])
      ? [{ value: chosen['@id'], label: chosen.title }]
      : []),
    ...found.map((item) => ({
      value: item['@id'],
      label: `${item.title} (${typeName(item['@type'])})`,
    })),
    { value: '', label: t(messages.none) },
  ];

  return (
    <>
      <TextField
        id="zr-successor-word"
        name="word"
        type="search"
        autoComplete="off"
        label={t(messages.word)}
        help={t(messages.wordHelp)}
        value={word}
        onChange={setWord}
      />
      <p role="status">
        {data && found.length === 0 && t(messages.nothing, { word: asked })}
      </p>
      <RadioField
        id="zr-successor"
        name="successor"
        legend={t(messages.legend)}
        error={error}
        choices={choices}
        value={value}
        onChange={(path) => {
          setChosen(found.find((item) => item['@id'] === path) ?? chosen);
          onChange(path);
        }}
      />
    </>
  );
};

export default SuccessorPicker;
