import { beforeAll, describe, expect, it } from 'vitest';
import config from '@plone/volto/registry';
import {
  articleData,
  asScript,
  breadcrumbData,
  eventData,
  practiceData,
  siteData,
} from './structuredData';
import type { Site } from './structuredData';

const site: Site = {
  title: 'Zukunftsraum Demografie',
  topic: (term) => (typeof term === 'string' ? term : term.title ?? ''),
};

const ORIGIN = 'https://zukunftsraum.example';

const heading = (text: string) => ({
  '@type': 'slate',
  value: [{ type: 'h2', children: [{ text }] }],
});

const article: any = {
  '@id': `${ORIGIN}/wissen/dorfladen`,
  '@type': 'WikiArticle',
  title: 'Dorfladen',
  description: 'Ein Konzept.',
  language: { token: 'de', title: 'Deutsch' },
  effective: '2026-07-27T10:00:00+00:00',
  modified: '2026-09-10T10:00:00+00:00',
  topics: [{ token: 'local-supply', title: 'Nahversorgung' }],
  licence: { token: 'cc-by-4.0', title: 'CC BY 4.0' },
  kind: { token: 'concept', title: 'Konzept' },
  image: {
    scales: {
      large: { download: `${ORIGIN}/wissen/dorfladen/@@images/a.png` },
    },
  },
  blocks: { a: heading('Bedarf prüfen'), b: heading('Träger gründen') },
  blocks_layout: { items: ['a', 'b'] },
};

beforeAll(() => {
  config.settings.publicURL = ORIGIN;
  config.settings.apiPath = ORIGIN;
});

describe('articleData', () => {
  it('tells title, topics, dates, picture and licence', () => {
    expect(articleData(article, site)).toMatchObject({
      '@type': 'Article',
      headline: 'Dorfladen',
      description: 'Ein Konzept.',
      url: `${ORIGIN}/wissen/dorfladen`,
      image: `${ORIGIN}/wissen/dorfladen/@@images/a.png`,
      inLanguage: 'de',
      datePublished: '2026-07-27T10:00:00+00:00',
      dateModified: '2026-09-10T10:00:00+00:00',
      about: [{ '@type': 'Thing', name: 'Nahversorgung' }],
      license: 'https://creativecommons.org/licenses/by/4.0/',
      publisher: { name: 'Zukunftsraum Demografie' },
    });
  });

  it('makes a method with parts a HowTo with steps', () => {
    const data = articleData({ ...article, kind: 'method' }, site);
    expect(data['@type']).toBe('HowTo');
    expect(data.headline).toBeUndefined();
    expect(data.step).toEqual([
      expect.objectContaining({
        name: 'Bedarf prüfen',
        url: `${ORIGIN}/wissen/dorfladen#bedarf-prufen`,
      }),
      expect.objectContaining({ name: 'Träger gründen' }),
    ]);
  });

  it('leaves out what there is not', () => {
    const bare: any = {
      '@id': '/a',
      '@type': 'WikiArticle',
      title: 'A',
      description: '',
      effective: '1969-12-31T00:00:00+00:00',
    };
    expect(Object.keys(articleData(bare, site)).sort()).toEqual(
      [
        '@context',
        '@type',
        'author',
        'headline',
        'inLanguage',
        'isAccessibleForFree',
        'name',
        'publisher',
        'url',
      ].sort(),
    );
  });
});

describe('practiceData', () => {
  it('tells the place and the time', () => {
    const data = practiceData(
      { ...article, period_start: '2024-03-01', period_end: null },
      site,
      { name: 'Zwickau', state_title: 'Sachsen' } as any,
    );
    expect(data).toMatchObject({
      '@type': 'Article',
      temporalCoverage: '2024-03-01/..',
      spatialCoverage: {
        '@type': 'Place',
        name: 'Zwickau',
        address: { addressRegion: 'Sachsen', addressCountry: 'DE' },
      },
    });
  });

  it('says nothing of a place that is not known', () => {
    const data = practiceData(article, site, null);
    expect(data.spatialCoverage).toBeUndefined();
    expect(data.temporalCoverage).toBeUndefined();
  });
});

describe('eventData', () => {
  const seminar: any = {
    ...article,
    '@type': 'Seminar',
    kind: 'online-seminar',
    start: '2026-12-07T09:00:00+00:00',
    end: '2026-12-07T10:30:00+00:00',
    location: 'Online',
    seats: 80,
    review_state: 'announced',
    access_link: 'https://meet.example/geheim',
  };

  it('tells when and where, never the way in', () => {
    const data = eventData(seminar, site);
    expect(data).toMatchObject({
      '@type': 'Event',
      startDate: '2026-12-07T09:00:00+00:00',
      endDate: '2026-12-07T10:30:00+00:00',
      eventStatus: 'https://schema.org/EventScheduled',
      eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
      location: { '@type': 'VirtualLocation' },
      maximumAttendeeCapacity: 80,
    });
    expect(JSON.stringify(data)).not.toContain('geheim');
  });

  it('tells that it is cancelled', () => {
    expect(
      eventData({ ...seminar, review_state: 'cancelled' }, site).eventStatus,
    ).toBe('https://schema.org/EventCancelled');
  });

  it('has days for a whole day, a place, and no end where it is open', () => {
    expect(
      eventData(
        {
          ...seminar,
          kind: 'meeting',
          location: 'Kassel',
          whole_day: true,
          open_end: true,
        },
        site,
      ),
    ).toMatchObject({
      startDate: '2026-12-07',
      eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
      location: { '@type': 'Place', name: 'Kassel' },
    });
  });
});

describe('breadcrumbData', () => {
  it('counts from the home page', () => {
    const data: any = breadcrumbData(
      [{ title: 'Wissen', url: '/wissen' }],
      'Startseite',
    );
    expect(data.itemListElement).toEqual([
      expect.objectContaining({ position: 1, name: 'Startseite' }),
      expect.objectContaining({ position: 2, item: `${ORIGIN}/wissen` }),
    ]);
  });

  it('is not there on the home page', () => {
    expect(breadcrumbData([], 'Startseite')).toBeNull();
  });
});

describe('siteData', () => {
  it('says how the site is searched', () => {
    const data: any = siteData({ ...article, '@type': 'Plone Site' }, site);
    expect(data['@type']).toBe('WebSite');
    expect(data.potentialAction.target.urlTemplate).toBe(
      `${ORIGIN}/search?SearchableText={search_term_string}`,
    );
  });
});

describe('asScript', () => {
  it('cannot be ended from inside, and says the same', () => {
    const data = { name: '</script><script>alert(1)</script>&\u2028<!--' };
    const text = asScript(data);
    expect(text).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(text)).toEqual(data);
  });
});
