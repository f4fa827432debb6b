import { defineMessages } from 'react-intl';
import type { IntlShape, MessageDescriptor } from 'react-intl';
import { typeNames } from '../listing/PageSummary';
import { terms } from '../vocabulary/terms';
import { DEFAULT_NUMBER, LAYOUTS, MAX_NUMBER, MODES, TYPES } from './query';
import type { ItemsData } from './query';

export const messages = defineMessages({
  // The name of the block: the block chooser translates by it.
  title: {
    id: 'Newest and related content',
    defaultMessage: 'Newest and related content',
  },
  headline: { id: 'zr.items.headline', defaultMessage: 'Heading' },
  mode: { id: 'zr.items.mode', defaultMessage: 'What is shown' },
  latest: { id: 'zr.items.mode.latest', defaultMessage: 'The newest' },
  related: {
    id: 'zr.items.mode.related',
    defaultMessage: 'What has topics of this page',
  },
  chosen: { id: 'zr.items.mode.chosen', defaultMessage: 'What I choose' },
  types: { id: 'zr.items.types', defaultMessage: 'Kinds of content' },
  typesHelp: {
    id: 'zr.items.types.help',
    defaultMessage:
      'Nothing chosen means: knowledge, practice examples and events.',
  },
  topics: { id: 'zr.items.topics', defaultMessage: 'Topics' },
  topicsHelp: {
    id: 'zr.items.topics.help',
    defaultMessage: 'Nothing chosen means: all topics.',
  },
  items: { id: 'zr.items.items', defaultMessage: 'Content' },
  itemsHelp: {
    id: 'zr.items.items.help',
    defaultMessage:
      'Up to {most}. Readers only see what they may see anyway; the order is yours.',
  },
  number: { id: 'zr.items.number', defaultMessage: 'How many' },
  numberHelp: {
    id: 'zr.items.number.help',
    defaultMessage: 'From 1 to {most}',
  },
  layout: { id: 'zr.items.layout', defaultMessage: 'How it looks' },
  list: { id: 'zr.items.layout.list', defaultMessage: 'List' },
  cards: { id: 'zr.items.layout.cards', defaultMessage: 'Cards' },
  searchLink: {
    id: 'zr.items.searchLink',
    defaultMessage: 'Link to the search',
  },
  searchLinkHelp: {
    id: 'zr.items.searchLink.help',
    defaultMessage: 'Leads to all content of these kinds and topics.',
  },
});

/** The form of the block: only what matters for what is shown. */
export function itemsSchema(intl: IntlShape, data: ItemsData) {
  const t = intl.formatMessage;
  const mode = data.mode ?? 'latest';
  const isChosen = mode === 'chosen';
  const choices = (
    names: readonly string[],
    texts: Record<string, MessageDescriptor>,
  ) => names.map((name) => [name, t(texts[name])]);

  return {
    title: t(messages.title),
    fieldsets: [
      {
        id: 'default',
        title: t(messages.title),
        fields: [
          'headline',
          'mode',
          ...(isChosen ? ['href'] : ['types']),
          ...(mode === 'latest' ? ['topics'] : []),
          ...(isChosen ? [] : ['number']),
          'layout',
          ...(isChosen ? [] : ['searchLink']),
        ],
      },
    ],
    properties: {
      headline: { title: t(messages.headline) },
      mode: {
        title: t(messages.mode),
        choices: choices(MODES, messages),
        noValueOption: false,
        default: 'latest',
      },
      types: {
        title: t(messages.types),
        description: t(messages.typesHelp),
        widget: 'array',
        choices: choices(TYPES, typeNames),
        noValueOption: false,
      },
      topics: {
        title: t(messages.topics),
        description: t(messages.topicsHelp),
        widget: 'array',
        choices: choices(Object.keys(terms.topics), terms.topics),
        noValueOption: false,
      },
      href: {
        title: t(messages.items),
        description: t(messages.itemsHelp, { most: MAX_NUMBER }),
        widget: 'zrChosenItems',
      },
      number: {
        title: t(messages.number),
        description: t(messages.numberHelp, { most: MAX_NUMBER }),
        type: 'integer',
        minimum: 1,
        maximum: MAX_NUMBER,
        default: DEFAULT_NUMBER,
      },
      layout: {
        title: t(messages.layout),
        choices: choices(LAYOUTS, messages),
        noValueOption: false,
        default: 'list',
      },
      searchLink: {
        title: t(messages.searchLink),
        description: t(messages.searchLinkHelp),
        type: 'boolean',
        default: false,
      },
    },
    required: [],
  };
}
