import { thisHour } from '../../helpers/thisHour';
import { searchPath } from '../../store/resources';

/** The focus of the programme, a key of the topics. */
export const FOCUS_TOPIC = 'ageing-well';

/** The paths under which the start page reads what it shows. */
export const startQueries = {
  seminars: () =>
    searchPath({
      portal_type: 'Seminar',
      review_state: ['announced', 'announced_network'],
      'end.query': thisHour(),
      'end.range': 'min',
      sort_on: 'start',
      metadata_fields: ['kind', 'start', 'end', 'series_dates', 'location'],
      b_size: 3,
    }),
  articles: () =>
    searchPath({
      portal_type: 'WikiArticle',
      review_state: ['published', 'network'],
      sort_on: 'effective',
      sort_order: 'descending',
      metadata_fields: ['kind', 'topics'],
      b_size: 5,
    }),
  practices: () =>
    searchPath({
      portal_type: 'BestPractice',
      review_state: ['published', 'network'],
      sort_on: 'effective',
      sort_order: 'descending',
      metadata_fields: ['municipality', 'topics', 'practice_status'],
      b_size: 3,
    }),
  focus: () =>
    searchPath({
      portal_type: ['WikiArticle', 'BestPractice'],
      review_state: ['published', 'network'],
      topics: FOCUS_TOPIC,
      sort_on: 'effective',
      sort_order: 'descending',
      metadata_fields: ['kind', 'municipality', 'practice_status'],
      b_size: 4,
    }),
  municipalities: () => '/@municipalities?participating=true&b_size=100',
  // The person's own come first in this list, municipalities before rooms.
  spaces: () => '/@spaces?b_size=12',
};
