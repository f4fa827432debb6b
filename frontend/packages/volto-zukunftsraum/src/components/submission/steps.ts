import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { Vocabulary } from '../vocabulary/terms';

const messages = defineMessages({
  about: { id: 'zr.submission.step.about', defaultMessage: 'What it is about' },
  situation: {
    id: 'zr.submission.step.situation',
    defaultMessage: 'Situation and goals',
  },
  approach: { id: 'zr.submission.step.approach', defaultMessage: 'Approach' },
  resources: {
    id: 'zr.submission.step.resources',
    defaultMessage: 'Costs and people',
  },
  results: {
    id: 'zr.submission.step.results',
    defaultMessage: 'Results and pitfalls',
  },
  others: { id: 'zr.submission.step.others', defaultMessage: 'For others' },
  whom: {
    id: 'zr.submission.step.whom',
    defaultMessage: 'For whom, with what effort',
  },
  sources: {
    id: 'zr.submission.step.sources',
    defaultMessage: 'Sources and licence',
  },
});

export type FieldKind =
  | 'line'
  /** Several lines of plain text. */
  | 'text'
  /** Rich text, of which people write paragraphs and lists here. */
  | 'rich'
  /** One entry per line. */
  | 'list'
  | 'choice'
  | 'choices'
  | 'municipality'
  | 'municipalities'
  | 'date'
  | 'money'
  /** Whether questions go to the person who writes. */
  | 'contact';

export type FormField = {
  name: string;
  as: FieldKind;
  /** The closed list of a choice: ours, or the name of the backend's. */
  terms?: Vocabulary;
  vocabulary?: string;
  longest?: number;
  most?: number;
  rows?: number;
};

export type Step = { title: MessageDescriptor; fields: FormField[] };

const rich = (name: string): FormField => ({ name, as: 'rich', rows: 8 });
const list = (name: string): FormField => ({ name, as: 'list', rows: 4 });

const HEAD: FormField[] = [
  { name: 'title', as: 'line', longest: 300 },
  { name: 'description', as: 'text', longest: 300, rows: 3 },
];

const TOPICS: FormField = {
  name: 'topics',
  as: 'choices',
  terms: 'topics',
  most: 5,
};

/** The parts of each type in groups, one group a step; what is required is said by the backend. */
export const STEPS: Record<string, Step[]> = {
  BestPractice: [
    {
      title: messages.about,
      fields: [
        ...HEAD,
        { name: 'municipality', as: 'municipality' },
        { name: 'municipalities', as: 'municipalities' },
        TOPICS,
        { name: 'status', as: 'choice', terms: 'practiceStatus' },
        { name: 'period_start', as: 'date' },
        { name: 'period_end', as: 'date' },
      ],
    },
    {
      title: messages.situation,
      fields: [rich('initial_situation'), rich('goals'), list('target_groups')],
    },
    {
      title: messages.approach,
      fields: [rich('approach'), rich('participation'), list('partners')],
    },
    {
      title: messages.resources,
      fields: [
        { name: 'cost_once', as: 'money' },
        { name: 'cost_running', as: 'money' },
        { name: 'financing', as: 'text', longest: 500, rows: 3 },
        { name: 'staff', as: 'text', longest: 500, rows: 3 },
      ],
    },
    {
      title: messages.results,
      fields: [
        rich('results'),
        rich('evidence'),
        rich('success_factors'),
        rich('pitfalls'),
        rich('lessons'),
      ],
    },
    {
      title: messages.others,
      fields: [
        rich('prerequisites'),
        rich('adaptation'),
        { name: 'sdgs', as: 'choices', vocabulary: 'zukunftsraum.sdgs' },
        list('videos'),
        { name: 'contact_member', as: 'contact' },
      ],
    },
  ],
  WikiArticle: [
    {
      title: messages.about,
      fields: [
        ...HEAD,
        { name: 'kind', as: 'choice', terms: 'articleKinds' },
        TOPICS,
        { name: 'municipality', as: 'municipality' },
      ],
    },
    {
      title: messages.whom,
      fields: [
        list('target_groups'),
        { name: 'strategy_step', as: 'choice', terms: 'strategySteps' },
        { name: 'size_classes', as: 'choices', terms: 'sizeClasses' },
        { name: 'effort_time', as: 'line', longest: 200 },
        { name: 'effort_people', as: 'line', longest: 200 },
        { name: 'effort_cost', as: 'choice', terms: 'effortLevels' },
        { name: 'suitability', as: 'text', longest: 2000, rows: 5 },
      ],
    },
    {
      title: messages.sources,
      fields: [
        list('sources'),
        { name: 'licence', as: 'choice', terms: 'licences' },
      ],
    },
  ],
};

export const ADDRESSES: Record<string, string> = {
  BestPractice: '/einreichen/praxisbeispiel',
  WikiArticle: '/einreichen/artikel',
};

/** Where new texts of a type lie. */
export const SECTIONS: Record<string, string> = {
  BestPractice: '/praxis',
  WikiArticle: '/wissen',
};

export const idOf = (field: string) => `zr-part-${field}`;

/** The step of a field; the first is 1. */
export function stepOf(type: string, field: string): number {
  const index = (STEPS[type] ?? []).findIndex(({ fields }) =>
    fields.some(({ name }) => name === field),
  );
  return index < 0 ? 1 : index + 1;
}

/** The address at which a text is completed: at its beginning, or at a field. */
export function stepAddress(type: string, path: string, field?: string) {
  const query = new URLSearchParams({ text: path });
  if (field) query.set('schritt', String(stepOf(type, field)));
  return `${ADDRESSES[type]}?${query}${field ? `#${idOf(field)}` : ''}`;
}
