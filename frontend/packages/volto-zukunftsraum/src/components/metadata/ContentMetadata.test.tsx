import { beforeEach, describe, expect, it } from 'vitest';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import config from '@plone/volto/registry';
import { renderAt } from '../../testing/render';
import { session } from '../../testing/api';
import ContentMetadata from './ContentMetadata';

const page: any = {
  '@id': '/raeume/musterstadt/plan',
  '@type': 'WikiArticle',
  title: 'Plan Zitrone',
  description: 'Nur für uns',
};

const show = (audience?: string, content = page) => {
  const { container } = renderAt(
    page['@id'],
    <ContentMetadata content={content} />,
    {
      ...(audience && session()),
      router: { location: { pathname: page['@id'] } },
      municipalities: {},
      resources: audience
        ? { [`${page['@id']}/@visibility`]: { data: { audience } } }
        : {},
    },
  );
  const { metaTags, linkTags, title } = Helmet.peek() as any;
  const feeds = (linkTags as any[])
    .filter((tag) => tag.rel === 'alternate')
    .map((tag) => tag.href);
  const meta = Object.fromEntries(
    metaTags.map((tag: any) => [tag.property ?? tag.name, tag.content]),
  );
  const data = [...container.querySelectorAll('script')].map((script) =>
    JSON.parse(script.innerHTML),
  );
  return { meta, title, data, feeds };
};

describe('ContentMetadata', () => {
  it('names the feeds of the site, and of a section', () => {
    const site = ['atom', 'json'].map(
      (format) => `/++api++/@feed?format=${format}`,
    );
    const ends = (feeds: string[]) =>
      feeds.map((feed) => feed.replace(/^https?:\/\/[^/]+/, ''));
    expect(ends(show().feeds)).toEqual(site);
    const section = { ...page, '@type': 'Section', '@id': '/praxis' };
    expect(ends(show(undefined, section).feeds)).toEqual([
      ...site,
      '/++api++/praxis/@feed?format=atom',
      '/++api++/praxis/@feed?format=json',
    ]);
  });

  it('names no feed where not everybody is', () => {
    expect(show('space').feeds).toEqual([]);
  });

  it('tells everything of what a stranger sees', () => {
    const { meta, data } = show();
    expect(meta).toMatchObject({
      'og:title': 'Plan Zitrone',
      'og:type': 'article',
      'og:site_name': 'Zukunftsraum Demografie',
      'og:locale': 'de_DE',
      'twitter:card': 'summary',
      'twitter:title': 'Plan Zitrone',
      'twitter:description': 'Nur für uns',
    });
    expect(meta.robots).toBeUndefined();
    expect(data.map((one) => one['@type'])).toEqual(['Article']);
  });

  describe('the picture', () => {
    const large = {
      download: '/raeume/musterstadt/plan/@@images/image-800.png',
      width: 800,
      height: 600,
    };
    const image = { '@id': large.download, scales: { large } };

    beforeEach(() => {
      config.settings.contentMetadataTagsImageField = 'image';
      config.settings.publicURL = 'https://www.example.org';
    });

    it('is told with its whole address and its size', () => {
      const { meta } = show(undefined, { ...page, image });
      expect(meta).toMatchObject({
        'og:image': `https://www.example.org${large.download}`,
        'og:image:width': 800,
        'og:image:height': 600,
        'twitter:card': 'summary_large_image',
      });
      expect(meta['twitter:image']).toMatch(/image-800\.png$/);
    });

    it('is not told where there is none', () => {
      const { meta } = show(undefined, { ...page, image: null });
      expect(meta['og:image']).toBeUndefined();
      expect(meta['twitter:image']).toBeUndefined();
    });

    it('is not told of what only some may see', () => {
      const { meta } = show('space', { ...page, image });
      expect(meta).toEqual({ robots: 'noindex, nofollow' });
    });
  });

  it('tells it to members, too, when it is public', () => {
    expect(show('public').data).toHaveLength(1);
  });

  it.each(['space', 'network', 'restricted'])(
    'tells nothing of what only some may see: %s',
    (audience) => {
      const { meta, title, data } = show(audience);
      expect(data).toEqual([]);
      expect(meta).toEqual({ robots: 'noindex, nofollow' });
      expect(title).toBe('Plan Zitrone');
    },
  );

  it('keeps hostile text inside the script', () => {
    const hostile = '</script><script>alert(1)</script>';
    const { data } = show(undefined, { ...page, title: hostile });
    expect(data).toHaveLength(1);
    expect(data[0].headline).toBe(hostile);
  });
});
