import { describe, expect, it } from 'vitest';
import {
  PAGE_SIZE,
  changed,
  choosing,
  cleared,
  conditions,
  facetsPath,
  filtersFromUrl,
  filtersToUrl,
  isFiltered,
  pageCount,
  partOfSecond,
  searchItems,
  searchParameters,
  searchWords,
  toggling,
} from './query';

const none = filtersFromUrl('');

describe('filters in the address', () => {
  it('are read', () => {
    expect(
      filtersFromUrl(
        '?SearchableText=+Wohnen+im+Alter&type=Seminar&topic=housing&topic=mobility&state=14&sort=date&p=3&view=map',
      ),
    ).toEqual({
      text: 'Wohnen im Alter',
      chosen: {
        ...none.chosen,
        type: ['Seminar'],
        topic: ['housing', 'mobility'],
        state: ['14'],
      },
      sort: 'date',
      page: 3,
      view: 'map',
      month: '',
    });
  });

  it.each(['?p=0', '?p=-1', '?p=1.5', '?p=x', '?topic=', '?sort=x', '?view=x'])(
    '%s says nothing',
    (search) => {
      expect(filtersFromUrl(search)).toEqual(none);
    },
  );

  it('name each value once', () => {
    expect(filtersFromUrl('?topic=housing&topic=housing').chosen.topic).toEqual(
      ['housing'],
    );
  });

  it.each([
    '',
    '?topic=housing',
    '?SearchableText=Wohnen+%26+Pflege&type=Seminar&topic=housing&topic=mobility&sort=date&p=2',
    '?kind=guide&state=14&size_class=under-5000&municipality_kind=town&structurally_weak=yes&status=running&year=2024&sort=title&view=map',
  ])('%s comes back as it was', (search) => {
    expect(filtersToUrl(filtersFromUrl(search))).toBe(search);
  });

  it('begin at the first page when they change', () => {
    const third = { ...none, page: 3 };
    expect(choosing(third, 'topic', ['housing']).page).toBe(1);
    expect(changed(third, { page: 2 }).page).toBe(2);
  });

  it('are set by words, topics and types, not by sort or page', () => {
    expect(isFiltered({ ...none, sort: 'date', page: 2 })).toBe(false);
    expect(isFiltered({ ...none, text: 'a' })).toBe(true);
    expect(isFiltered({ ...none, text: '(*)' })).toBe(false);
    expect(isFiltered(choosing(none, 'topic', ['housing']))).toBe(true);
    expect(isFiltered(choosing(none, 'year', ['2024']))).toBe(true);
    expect(isFiltered({ ...none, view: 'map' })).toBe(false);
  });

  it('are chosen and taken away one by one', () => {
    const one = toggling(none, 'state', '14');
    const two = toggling(one, 'state', '09');
    expect(filtersToUrl(two)).toBe('?state=14&state=09');
    expect(filtersToUrl(toggling(two, 'state', '14'))).toBe('?state=09');
  });

  it('are all taken away; order and view stay', () => {
    const filters = filtersFromUrl(
      '?SearchableText=a&state=14&sort=date&view=map&p=2',
    );
    expect(filtersToUrl(cleared(filters))).toBe('?sort=date&view=map');
  });

  it('take at most fifty values of a facet', () => {
    const search = Array.from({ length: 80 }, (_, i) => `year=${i}`).join('&');
    expect(filtersFromUrl(search).chosen.year).toHaveLength(50);
  });
});

describe('what is asked of the API', () => {
  it.each(['Wohnen im Alter', '"häusliche Pflege" -Stadt', 'wohn*'])(
    'leaves what somebody has typed to the search: %s',
    (text) => {
      expect(searchParameters({ ...none, text }).get('SearchableText')).toBe(
        text,
      );
    },
  );

  it('searches for no words where there are none', () => {
    expect(
      searchParameters({ ...none, text: '*** !' }).has('SearchableText'),
    ).toBe(false);
  });

  it('names topics, types, page and what lists show', () => {
    const parameters = searchParameters(
      filtersFromUrl('?topic=housing&topic=mobility&type=Seminar&p=2'),
      { sort_on: 'effective' },
    );
    expect(parameters.getAll('topics')).toEqual(['housing', 'mobility']);
    expect(parameters.getAll('portal_type')).toEqual(['Seminar']);
    expect(parameters.get('b_start')).toBe('25');
    expect(parameters.get('b_size')).toBe('25');
    expect(parameters.get('sort_on')).toBe('effective');
    expect(parameters.getAll('metadata_fields')).toEqual(
      expect.arrayContaining(['topics', 'municipality', 'start']),
    );
  });

  it('asks for the text around the words only where there are words', () => {
    const asked = (search: string) =>
      searchParameters(filtersFromUrl(search)).getAll('metadata_fields');
    expect(asked('?SearchableText=Bank')).toContain('snippet');
    expect(asked('?topic=housing')).not.toContain('snippet');
  });

  it('takes every facet under the name of its index', () => {
    const asked = conditions(
      filtersFromUrl('?state=14&status=running&structurally_weak=yes'),
    );
    expect([...asked]).toEqual([
      ['state', '14'],
      ['structurally_weak', 'yes'],
      ['practice_status', 'running'],
    ]);
  });

  it('is the same for the counts, without order and page', () => {
    const [path, query] = facetsPath(
      '/praxis',
      filtersFromUrl('?SearchableText=Bank&status=running&sort=title&p=2'),
      ['topic', 'status'],
      { 'path.depth': 1 },
    ).split('?');
    expect(path).toBe('/praxis/@facets');
    expect([...new URLSearchParams(query)]).toEqual([
      ['SearchableText', 'Bank'],
      ['practice_status', 'running'],
      ['path.depth', '1'],
      ['facet', 'topics'],
      ['facet', 'status'],
    ]);
  });

  it('encodes every value', () => {
    const { request } = searchItems(
      '/wissen',
      new URLSearchParams({ SearchableText: 'Wohnen & Pflege' }),
      'key',
    );
    expect(request.path).toBe(
      '/wissen/@search?SearchableText=Wohnen+%26+Pflege',
    );
    expect(searchItems('/', new URLSearchParams(), 'key').request.path).toBe(
      '/@search?',
    );
  });
});

describe('searchWords', () => {
  it('takes letters and digits of any language', () => {
    expect(searchWords('Größe 2.0, naïve café')).toEqual([
      'Größe',
      '2',
      '0',
      'naïve',
      'café',
    ]);
  });

  it('takes twelve words at most', () => {
    expect(searchWords('a '.repeat(40))).toHaveLength(12);
  });
});

describe('pages', () => {
  it.each([
    [0, 1],
    [25, 1],
    [26, 2],
    [51, 3],
  ])('%i items make %i pages', (total, pages) => {
    expect(pageCount(total)).toBe(pages);
  });

  it.each([
    // page, items of the first list → start and size of the second
    [1, 0, 0, 25],
    [1, 6, 0, 19],
    [2, 6, 19, 25],
    [1, 25, 0, 0],
    [2, 25, 0, 25],
    [1, 30, 0, 0],
    [2, 30, 0, 20],
    [3, 30, 20, 25],
  ])(
    'on page %i after %i others the second list goes on at %i with %i',
    (page, firstTotal, start, size) => {
      expect(partOfSecond(page, firstTotal)).toEqual({ start, size });
    },
  );

  it('show every item of two lists once', () => {
    const firstTotal = 31;
    const secondTotal = 40;
    const shown: number[] = [];
    for (let page = 1; page <= pageCount(firstTotal + secondTotal); page++) {
      const { start, size } = partOfSecond(page, firstTotal);
      for (let i = start; i < Math.min(secondTotal, start + size); i++) {
        shown.push(i);
      }
    }
    expect(shown).toEqual(Array.from({ length: secondTotal }, (_, i) => i));
    expect(PAGE_SIZE).toBe(25);
  });
});
