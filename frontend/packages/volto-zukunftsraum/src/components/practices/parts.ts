import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';

const messages = defineMessages({
  initialSituation: {
    id: 'zr.practices.part.initial-situation',
    defaultMessage: 'Where we started',
  },
  goals: { id: 'zr.practices.part.goals', defaultMessage: 'Goals' },
  targetGroups: {
    id: 'zr.practices.part.target-groups',
    defaultMessage: 'Target groups',
  },
  approach: { id: 'zr.practices.part.approach', defaultMessage: 'Approach' },
  participation: {
    id: 'zr.practices.part.participation',
    defaultMessage: 'Participation',
  },
  partners: { id: 'zr.practices.part.partners', defaultMessage: 'Partners' },
  resources: {
    id: 'zr.practices.part.resources',
    defaultMessage: 'Costs and people',
  },
  results: { id: 'zr.practices.part.results', defaultMessage: 'Results' },
  pitfalls: {
    id: 'zr.practices.part.pitfalls',
    defaultMessage: 'Pitfalls and what did not work',
  },
  evidence: {
    id: 'zr.practices.part.evidence',
    defaultMessage: 'How we know that it worked',
  },
  successFactors: {
    id: 'zr.practices.part.success-factors',
    defaultMessage: 'What it takes to succeed',
  },
  lessons: {
    id: 'zr.practices.part.lessons',
    defaultMessage: 'What we have learnt',
  },
  prerequisites: {
    id: 'zr.practices.part.prerequisites',
    defaultMessage: 'What others need for it',
  },
  adaptation: {
    id: 'zr.practices.part.adaptation',
    defaultMessage: 'What to adapt',
  },
});

/** A part of the fixed structure: its field, its heading, and how it is stored. */
export type Part = {
  field: string;
  title: MessageDescriptor;
  as: 'text' | 'list' | 'resources';
};

/** The parts in the order in which they are read; failures stand right after results. */
export const PARTS: Part[] = [
  { field: 'initial_situation', title: messages.initialSituation, as: 'text' },
  { field: 'goals', title: messages.goals, as: 'text' },
  { field: 'target_groups', title: messages.targetGroups, as: 'list' },
  { field: 'approach', title: messages.approach, as: 'text' },
  { field: 'participation', title: messages.participation, as: 'text' },
  { field: 'partners', title: messages.partners, as: 'list' },
  { field: 'resources', title: messages.resources, as: 'resources' },
  { field: 'results', title: messages.results, as: 'text' },
  { field: 'pitfalls', title: messages.pitfalls, as: 'text' },
  { field: 'evidence', title: messages.evidence, as: 'text' },
  { field: 'success_factors', title: messages.successFactors, as: 'text' },
  { field: 'lessons', title: messages.lessons, as: 'text' },
  { field: 'prerequisites', title: messages.prerequisites, as: 'text' },
  { field: 'adaptation', title: messages.adaptation, as: 'text' },
];
