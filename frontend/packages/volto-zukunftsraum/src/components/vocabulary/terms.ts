import { defineMessages } from 'react-intl';

/**
 * The closed lists by their keys, in the order in which people see them. The
 * API gives titles with content; lists from the catalog only have keys.
 * They are those of backend/src/zukunftsraum/vocabulary/terms.py,
 * register/rules.py and members/rules.py.
 */

const topics = defineMessages({
  'ageing-well': {
    id: 'zr.term.topic.ageing-well',
    defaultMessage: 'Ageing well in the municipality',
  },
  housing: {
    id: 'zr.term.topic.housing',
    defaultMessage: 'Housing',
  },
  'health-care': {
    id: 'zr.term.topic.health-care',
    defaultMessage: 'Health and care',
  },
  mobility: {
    id: 'zr.term.topic.mobility',
    defaultMessage: 'Mobility',
  },
  'local-supply': {
    id: 'zr.term.topic.local-supply',
    defaultMessage: 'Local supply',
  },
  digitalisation: {
    id: 'zr.term.topic.digitalisation',
    defaultMessage: 'Digitalisation',
  },
  'work-economy': {
    id: 'zr.term.topic.work-economy',
    defaultMessage: 'Work, economy and skilled workers',
  },
  education: {
    id: 'zr.term.topic.education',
    defaultMessage: 'Education',
  },
  'family-youth': {
    id: 'zr.term.topic.family-youth',
    defaultMessage: 'Family, children and youth',
  },
  'citizen-participation': {
    id: 'zr.term.topic.citizen-participation',
    defaultMessage: 'Citizen participation',
  },
  volunteering: {
    id: 'zr.term.topic.volunteering',
    defaultMessage: 'Volunteering',
  },
  'encounter-support': {
    id: 'zr.term.topic.encounter-support',
    defaultMessage: 'Encounter, counselling, self-help',
  },
  'integration-diversity': {
    id: 'zr.term.topic.integration-diversity',
    defaultMessage: 'Integration and diversity',
  },
  democracy: {
    id: 'zr.term.topic.democracy',
    defaultMessage: 'Promotion of democracy',
  },
  'moving-in-returning': {
    id: 'zr.term.topic.moving-in-returning',
    defaultMessage: 'Moving in and returning',
  },
  'vacancy-reuse': {
    id: 'zr.term.topic.vacancy-reuse',
    defaultMessage: 'Vacancy and reuse',
  },
  'loneliness-inclusion': {
    id: 'zr.term.topic.loneliness-inclusion',
    defaultMessage: 'Loneliness and inclusion',
  },
  'intermunicipal-cooperation': {
    id: 'zr.term.topic.intermunicipal-cooperation',
    defaultMessage: 'Intermunicipal cooperation',
  },
  'public-relations': {
    id: 'zr.term.topic.public-relations',
    defaultMessage: 'Public relations',
  },
  funding: {
    id: 'zr.term.topic.funding',
    defaultMessage: 'Funding',
  },
  'demographic-strategy': {
    id: 'zr.term.topic.demographic-strategy',
    defaultMessage: 'Demographic strategy',
  },
});

const articleKinds = defineMessages({
  guide: {
    id: 'zr.term.article-kind.guide',
    defaultMessage: 'Guide',
  },
  method: {
    id: 'zr.term.article-kind.method',
    defaultMessage: 'Method',
  },
  concept: {
    id: 'zr.term.article-kind.concept',
    defaultMessage: 'Concept',
  },
  checklist: {
    id: 'zr.term.article-kind.checklist',
    defaultMessage: 'Checklist',
  },
  template: {
    id: 'zr.term.article-kind.template',
    defaultMessage: 'Template',
  },
  talk: {
    id: 'zr.term.article-kind.talk',
    defaultMessage: 'Talk',
  },
  video: {
    id: 'zr.term.article-kind.video',
    defaultMessage: 'Video',
  },
  glossary: {
    id: 'zr.term.article-kind.glossary',
    defaultMessage: 'Glossary',
  },
});

const strategySteps = defineMessages({
  'kick-off': {
    id: 'zr.term.strategy-step.kick-off',
    defaultMessage: 'Kick-off',
  },
  profile: {
    id: 'zr.term.strategy-step.profile',
    defaultMessage: 'Municipal profile',
  },
  workshop: {
    id: 'zr.term.strategy-step.workshop',
    defaultMessage: 'Future workshop',
  },
  'action-plan': {
    id: 'zr.term.strategy-step.action-plan',
    defaultMessage: 'Action plan',
  },
  'interim-review': {
    id: 'zr.term.strategy-step.interim-review',
    defaultMessage: 'Interim review',
  },
});

const sizeClasses = defineMessages({
  'under-5000': {
    id: 'zr.term.size.under-5000',
    defaultMessage: 'under 5,000 inhabitants',
  },
  '5000-9999': {
    id: 'zr.term.size.5000-9999',
    defaultMessage: '5,000 to 9,999 inhabitants',
  },
  '10000-19999': {
    id: 'zr.term.size.10000-19999',
    defaultMessage: '10,000 to 19,999 inhabitants',
  },
  '20000-49999': {
    id: 'zr.term.size.20000-49999',
    defaultMessage: '20,000 to 49,999 inhabitants',
  },
  '50000-99999': {
    id: 'zr.term.size.50000-99999',
    defaultMessage: '50,000 to 99,999 inhabitants',
  },
  '100000-499999': {
    id: 'zr.term.size.100000-499999',
    defaultMessage: '100,000 to 499,999 inhabitants',
  },
  '500000-plus': {
    id: 'zr.term.size.500000-plus',
    defaultMessage: '500,000 inhabitants and more',
  },
});

const effortLevels = defineMessages({
  low: {
    id: 'zr.term.effort.low',
    defaultMessage: 'Low',
  },
  medium: {
    id: 'zr.term.effort.medium',
    defaultMessage: 'Medium',
  },
  high: {
    id: 'zr.term.effort.high',
    defaultMessage: 'High',
  },
});

const licences = defineMessages({
  'cc-by-4.0': {
    id: 'zr.term.licence.cc-by-4.0',
    defaultMessage: 'CC BY 4.0',
  },
  'cc-by-sa-4.0': {
    id: 'zr.term.licence.cc-by-sa-4.0',
    defaultMessage: 'CC BY-SA 4.0',
  },
  'cc0-1.0': {
    id: 'zr.term.licence.cc0-1.0',
    defaultMessage: 'CC0 1.0',
  },
  'all-rights-reserved': {
    id: 'zr.term.licence.all-rights-reserved',
    defaultMessage: 'All rights reserved',
  },
});

const practiceStatus = defineMessages({
  idea: {
    id: 'zr.term.practice-status.idea',
    defaultMessage: 'Idea',
  },
  pilot: {
    id: 'zr.term.practice-status.pilot',
    defaultMessage: 'Pilot',
  },
  running: {
    id: 'zr.term.practice-status.running',
    defaultMessage: 'Running',
  },
  permanent: {
    id: 'zr.term.practice-status.permanent',
    defaultMessage: 'Permanent',
  },
  ended: {
    id: 'zr.term.practice-status.ended',
    defaultMessage: 'Ended',
  },
});

const seminarKinds = defineMessages({
  'online-seminar': {
    id: 'zr.term.seminar-kind.online-seminar',
    defaultMessage: 'Online seminar',
  },
  workshop: {
    id: 'zr.term.seminar-kind.workshop',
    defaultMessage: 'Workshop',
  },
  meeting: {
    id: 'zr.term.seminar-kind.meeting',
    defaultMessage: 'Network meeting (in person)',
  },
  'peer-consultation': {
    id: 'zr.term.seminar-kind.peer-consultation',
    defaultMessage: 'Peer consultation',
  },
  information: {
    id: 'zr.term.seminar-kind.information',
    defaultMessage: 'Information session',
  },
  'consultation-hour': {
    id: 'zr.term.seminar-kind.consultation-hour',
    defaultMessage: 'Consultation hour',
  },
});

const accessibilityOffers = defineMessages({
  captions: {
    id: 'zr.term.accessibility.captions',
    defaultMessage: 'Captions',
  },
  'sign-language': {
    id: 'zr.term.accessibility.sign-language',
    defaultMessage: 'Sign language',
  },
  'easy-language': {
    id: 'zr.term.accessibility.easy-language',
    defaultMessage: 'Easy language',
  },
  'step-free': {
    id: 'zr.term.accessibility.step-free',
    defaultMessage: 'Step-free access',
  },
});

const municipalityKinds = defineMessages({
  'federal-state': {
    id: 'zr.term.municipality-kind.federal-state',
    defaultMessage: 'Federal state',
  },
  'rural-district': {
    id: 'zr.term.municipality-kind.rural-district',
    defaultMessage: 'Rural district',
  },
  district: {
    id: 'zr.term.municipality-kind.district',
    defaultMessage: 'District',
  },
  'regional-association': {
    id: 'zr.term.municipality-kind.regional-association',
    defaultMessage: 'Regional association',
  },
  'independent-city': {
    id: 'zr.term.municipality-kind.independent-city',
    defaultMessage: 'Independent city',
  },
  'urban-district': {
    id: 'zr.term.municipality-kind.urban-district',
    defaultMessage: 'Urban district',
  },
  'large-district-town': {
    id: 'zr.term.municipality-kind.large-district-town',
    defaultMessage: 'Large district town',
  },
  town: {
    id: 'zr.term.municipality-kind.town',
    defaultMessage: 'Town',
  },
  'market-town': {
    id: 'zr.term.municipality-kind.market-town',
    defaultMessage: 'Market town',
  },
  municipality: {
    id: 'zr.term.municipality-kind.municipality',
    defaultMessage: 'Municipality',
  },
  amt: {
    id: 'zr.term.municipality-kind.amt',
    defaultMessage: 'Amt (association of municipalities)',
  },
  'joint-municipality': {
    id: 'zr.term.municipality-kind.joint-municipality',
    defaultMessage: 'Joint municipality',
  },
  'association-municipality': {
    id: 'zr.term.municipality-kind.association-municipality',
    defaultMessage: 'Association municipality',
  },
  'administrative-community': {
    id: 'zr.term.municipality-kind.administrative-community',
    defaultMessage: 'Administrative community',
  },
  'administrative-association': {
    id: 'zr.term.municipality-kind.administrative-association',
    defaultMessage: 'Administrative association',
  },
  'performing-municipality': {
    id: 'zr.term.municipality-kind.performing-municipality',
    defaultMessage: 'Municipality performing tasks for others',
  },
  'parish-municipality': {
    id: 'zr.term.municipality-kind.parish-municipality',
    defaultMessage: 'Parish municipality',
  },
});

const structuralWeakness = defineMessages({
  yes: {
    id: 'zr.term.weak.yes',
    defaultMessage: 'Structurally weak',
  },
  partial: {
    id: 'zr.term.weak.partial',
    defaultMessage: 'Partly structurally weak',
  },
  no: {
    id: 'zr.term.weak.no',
    defaultMessage: 'Not structurally weak',
  },
});

/** The Länder by the first two digits of their keys. */
const states = defineMessages({
  '01': {
    id: 'zr.term.state.01',
    defaultMessage: 'Schleswig-Holstein',
  },
  '02': {
    id: 'zr.term.state.02',
    defaultMessage: 'Hamburg',
  },
  '03': {
    id: 'zr.term.state.03',
    defaultMessage: 'Lower Saxony',
  },
  '04': {
    id: 'zr.term.state.04',
    defaultMessage: 'Bremen',
  },
  '05': {
    id: 'zr.term.state.05',
    defaultMessage: 'North Rhine-Westphalia',
  },
  '06': {
    id: 'zr.term.state.06',
    defaultMessage: 'Hesse',
  },
  '07': {
    id: 'zr.term.state.07',
    defaultMessage: 'Rhineland-Palatinate',
  },
  '08': {
    id: 'zr.term.state.08',
    defaultMessage: 'Baden-Württemberg',
  },
  '09': {
    id: 'zr.term.state.09',
    defaultMessage: 'Bavaria',
  },
  '10': {
    id: 'zr.term.state.10',
    defaultMessage: 'Saarland',
  },
  '11': {
    id: 'zr.term.state.11',
    defaultMessage: 'Berlin',
  },
  '12': {
    id: 'zr.term.state.12',
    defaultMessage: 'Brandenburg',
  },
  '13': {
    id: 'zr.term.state.13',
    defaultMessage: 'Mecklenburg-Western Pomerania',
  },
  '14': {
    id: 'zr.term.state.14',
    defaultMessage: 'Saxony',
  },
  '15': {
    id: 'zr.term.state.15',
    defaultMessage: 'Saxony-Anhalt',
  },
  '16': {
    id: 'zr.term.state.16',
    defaultMessage: 'Thuringia',
  },
});

const memberCategories = defineMessages({
  mayor: {
    id: 'zr.term.member-category.mayor',
    defaultMessage: 'Mayor, district administrator',
  },
  'village-head': {
    id: 'zr.term.member-category.village-head',
    defaultMessage: 'Village head',
  },
  administration: {
    id: 'zr.term.member-category.administration',
    defaultMessage: 'Administration',
  },
  volunteer: {
    id: 'zr.term.member-category.volunteer',
    defaultMessage: 'Volunteer',
  },
  science: {
    id: 'zr.term.member-category.science',
    defaultMessage: 'Science',
  },
  consulting: {
    id: 'zr.term.member-category.consulting',
    defaultMessage: 'Consulting',
  },
});

export const terms = {
  topics,
  articleKinds,
  strategySteps,
  sizeClasses,
  effortLevels,
  licences,
  practiceStatus,
  seminarKinds,
  accessibilityOffers,
  municipalityKinds,
  structuralWeakness,
  states,
  memberCategories,
};

export type Vocabulary = keyof typeof terms;
