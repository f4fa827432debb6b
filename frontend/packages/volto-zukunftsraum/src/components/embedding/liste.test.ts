import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';

const FILE = path.resolve(
  __dirname,
  '../../../../../public/zukunftsraum-liste.js',
);

const SEMINAR = {
  id: 'urn:uuid:1',
  url: 'https://portal.example/veranstaltungen/wohnen',
  title: 'Wohnen <img src=x onerror=alert(1)>',
  summary: 'Kurz gesagt.',
  date_published: '2026-11-01T08:00:00+00:00',
  language: 'de',
  _zukunftsraum: {
    type: 'Seminar',
    start: '2026-12-01T09:00:00+00:00',
    municipality: { ars: '990000000001', name: 'Musterstadt' },
  },
};

const feed = (...items: object[]) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Zukunftsraum',
  home_page_url: 'https://portal.example/veranstaltungen',
  items,
});

let fetched: ReturnType<typeof vi.fn>;
/** What is in the console. */
let told: ReturnType<typeof vi.fn>;

const answer = (body: unknown, status = 200) =>
  fetched.mockResolvedValue({
    ok: status < 400,
    status,
    json: async () => body,
  });

/** The element with attributes, when it has read. */
async function shown(attributes: string): Promise<ShadowRoot> {
  document.body.innerHTML = `<zukunftsraum-liste ${attributes}></zukunftsraum-liste>`;
  const root = document.body.firstElementChild!.shadowRoot!;
  await vi.waitFor(() =>
    expect(root.querySelector('section')?.getAttribute('aria-busy')).toBe(
      'false',
    ),
  );
  return root;
}

const asked = () => new URL(fetched.mock.calls.at(-1)![0]);

beforeAll(() => {
  // As a script of the portal on a foreign page.
  const script = { src: 'https://portal.example/zukunftsraum-liste.js' };
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script as any);
  // eslint-disable-next-line no-eval
  window.eval(readFileSync(FILE, 'utf-8'));
});

beforeEach(() => {
  fetched = vi.fn();
  vi.stubGlobal('fetch', fetched);
  window.fetch = fetched as any;
  told = vi.fn();
  vi.spyOn(console, 'error').mockImplementation(told);
});

afterEach(() => {
  document.body.innerHTML = '';
  document.documentElement.lang = '';
});

describe('zukunftsraum-liste', () => {
  it('is small, and needs nothing', () => {
    expect(statSync(FILE).size).toBeLessThanOrEqual(15_000);
    expect(readFileSync(FILE, 'utf-8')).not.toMatch(
      /\bimport\b|\brequire\(|document\.cookie|localStorage|innerHTML/,
    );
  });

  it('lists what the feed says, as texts', async () => {
    answer(feed(SEMINAR));
    const root = await shown(
      'type="Seminar" heading="Termine" heading-level="3"',
    );
    expect(root.querySelector('h3')?.textContent).toBe('Termine');
    expect(root.querySelector('ul')?.getAttribute('role')).toBe('list');
    const link = root.querySelector<HTMLAnchorElement>('li h4 a')!;
    expect(link.textContent).toBe(SEMINAR.title);
    expect(link.href).toBe(SEMINAR.url);
    expect(root.querySelector('img')).toBeNull();
    expect(root.querySelector('time')?.dateTime).toBe(
      SEMINAR._zukunftsraum.start,
    );
    expect(root.querySelector('[part=date]')?.textContent).toBe(
      '1. Dezember 2026 um 10:00 · Musterstadt',
    );
    expect(root.querySelector('[part=summary]')?.textContent).toBe(
      'Kurz gesagt.',
    );
    expect(root.querySelector('[part=source]')?.textContent).toBe(
      'Quelle: Zukunftsraum',
    );
    expect(root.querySelector<HTMLElement>('[role=status]')?.hidden).toBe(true);
  });

  it('asks the portal it comes from, without cookies and without telling where', async () => {
    answer(feed());
    await shown('type="Seminar" topic="wohnen,housing" state="14" limit="3"');
    expect(asked().origin + asked().pathname).toBe(
      'https://portal.example/++api++/@feed',
    );
    expect(Object.fromEntries(asked().searchParams)).toEqual({
      type: 'Seminar',
      topic: 'wohnen,housing',
      state: '14',
      order: 'upcoming',
      b_size: '3',
    });
    expect(fetched.mock.calls.at(-1)![1]).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
  });

  it.each([
    ['', 'newest', '5'],
    ['type="Seminar,WikiArticle"', 'newest', '5'],
    ['type="Seminar" order="newest" limit="0"', 'newest', '1'],
    ['type="Event" limit="1000"', 'upcoming', '5'],
    ['type="Event" limit="100"', 'upcoming', '25'],
    ['limit="drei"', 'newest', '5'],
  ])('reads %s', async (attributes, order, size) => {
    answer(feed());
    await shown(attributes);
    expect(asked().searchParams.get('order')).toBe(order);
    expect(asked().searchParams.get('b_size')).toBe(size);
  });

  // eslint-disable-next-line no-script-url
  it.each(['javascript:alert(1)', 'data:text/html,x', 'wohnen', ''])(
    'makes no link of %s',
    async (url) => {
      answer(feed({ ...SEMINAR, url }));
      const root = await shown('');
      expect(root.querySelector('li a')).toBeNull();
      expect(root.querySelector('li [part=link]')?.textContent).toBe(
        SEMINAR.title,
      );
    },
  );

  it('takes no other portal than one of the web', async () => {
    answer(feed());
    await shown('src="javascript:alert(1)"');
    expect(asked().origin).toBe('https://portal.example');
    await shown('src="https://anders.example/portal"');
    expect(asked().href).toMatch(
      /^https:\/\/anders\.example\/portal\/\+\+api\+\+\/@feed\?/,
    );
  });

  it('names the portal that does not answer', async () => {
    answer({}, 500);
    const root = await shown('src="https://anders.example/portal"');
    const source = root.querySelector<HTMLAnchorElement>('[part=source] a')!;
    expect(source.href).toBe('https://anders.example/portal');
    expect(source.textContent).toBe('anders.example');
  });

  it('says when there is nothing, and when it fails', async () => {
    answer(feed());
    let root = await shown('');
    expect(root.querySelector('[role=status]')?.textContent).toBe(
      'Zurzeit gibt es hier keine Einträge.',
    );
    expect(root.querySelector('ul')).toBeNull();
    answer({}, 500);
    root = await shown('lang="en"');
    expect(root.querySelector('[role=status]')?.textContent).toBe(
      'The list cannot be loaded at the moment.',
    );
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    root = await shown('');
    expect(root.querySelector('[role=status]')?.textContent).toContain(
      'nicht laden',
    );
    answer([]);
    root = await shown('');
    expect(root.querySelector('[role=status]')?.textContent).toContain(
      'nicht laden',
    );
    expect(root.querySelector<HTMLAnchorElement>('[part=source] a')?.href).toBe(
      'https://portal.example/',
    );
  });

  it('says to readers that it is not set up well, and in the console what is wrong', async () => {
    const errors = [
      { field: 'topic', message: 'Bitte wählen Sie aus: housing.' },
    ];
    answer({ type: 'BadRequest', errors }, 400);
    const root = await shown('topic="gibt-es-nicht"');
    expect(root.querySelector('[role=status]')?.textContent).toBe(
      'Diese Liste ist nicht richtig eingerichtet.',
    );
    expect(told.mock.calls).toEqual([
      [
        expect.stringMatching(
          /^<zukunftsraum-liste>: topic: Bitte wählen Sie aus: housing\. \(https:\/\/portal\.example\/.*topic=gibt-es-nicht/,
        ),
      ],
    ]);
    answer({}, 400);
    await shown('lang="en"');
    expect(told.mock.calls.at(-1)![0]).toContain(': 400 (');
  });

  it('has the colour of the page, in its links too, unless it is told another', () => {
    const style = /^ *a \{.*\}$/m.exec(readFileSync(FILE, 'utf-8'))?.[0];
    expect(style).toContain('color: var(--zr-liste-link, inherit)');
    expect(style).toContain('text-decoration: underline');
  });

  it('speaks the language of its place, and marks other ones', async () => {
    document.documentElement.lang = 'en';
    answer(feed(SEMINAR));
    let root = await shown('');
    expect(root.querySelector('section')?.lang).toBe('en');
    expect(root.querySelector('li')?.lang).toBe('de');
    expect(root.querySelector('time')?.textContent).toBe(
      '1 December 2026 at 10:00',
    );
    root = await shown('lang="de"');
    expect(root.querySelector('li')?.lang).toBe('');
  });

  it('keeps its room while it reads, and reads again when it is changed', async () => {
    let done: (value: unknown) => void = () => {};
    fetched.mockReturnValue(new Promise((resolve) => (done = resolve)));
    document.body.innerHTML =
      '<zukunftsraum-liste limit="2"></zukunftsraum-liste>';
    const list = document.body.firstElementChild!;
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
    const section = list.shadowRoot!.querySelector('section')!;
    expect(section.getAttribute('aria-busy')).toBe('true');
    expect(list.shadowRoot!.querySelector('[role=status]')?.textContent).toBe(
      'Wird geladen …',
    );
    const { signal } = fetched.mock.calls[0][1];
    answer(feed(SEMINAR));
    list.setAttribute('topic', 'wohnen');
    list.setAttribute('state', '14');
    await vi.waitFor(() =>
      expect(list.shadowRoot!.querySelectorAll('li').length).toBe(1),
    );
    expect(signal.aborted).toBe(true);
    expect(fetched).toHaveBeenCalledTimes(2);
    done({ ok: true, json: async () => feed() });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(list.shadowRoot!.querySelectorAll('li').length).toBe(1);
    list.remove();
    expect(fetched.mock.calls[1][1].signal.aborted).toBe(true);
  });

  it('says that something is called off', async () => {
    answer(
      feed({
        ...SEMINAR,
        _zukunftsraum: { ...SEMINAR._zukunftsraum, cancelled: true },
      }),
    );
    const root = await shown('');
    expect(root.querySelector('li [part=title]')?.textContent).toBe(
      `Abgesagt: ${SEMINAR.title}`,
    );
  });
});
