/*
 * <zukunftsraum-liste>: a list of what the portal offers, for pages of other websites.
 *
 *   <script src="https://portal.example/zukunftsraum-liste.js" defer></script>
 *   <zukunftsraum-liste type="Seminar" topic="wohnen" limit="5"></zukunftsraum-liste>
 *
 * Attributes: type, topic, state (several with commas), limit (1 to 25), order ("newest", "upcoming"), heading, heading-level (2 to 6),
 * lang ("de", "en"), summary ("no" leaves short texts out), src (address of the portal; else where this file comes from).
 * Reads the open feed of the portal, without cookies and without telling where it is read. Texts are set as texts, never as markup.
 */
(() => {
  const NAME = 'zukunftsraum-liste';
  const HOME = new URL('.', document.currentScript?.src || window.location.href)
    .href;
  const WORDS = {
    de: {
      loading: 'Wird geladen …',
      empty: 'Zurzeit gibt es hier keine Einträge.',
      failed: 'Die Liste lässt sich gerade nicht laden.',
      wrong: 'Diese Liste ist nicht richtig eingerichtet.',
      cancelled: 'Abgesagt:',
      source: 'Quelle:',
      list: 'Aus dem Portal',
    },
    en: {
      loading: 'Loading …',
      empty: 'There are no entries at the moment.',
      failed: 'The list cannot be loaded at the moment.',
      wrong: 'This list is not set up correctly.',
      cancelled: 'Cancelled:',
      source: 'Source:',
      list: 'From the portal',
    },
  };
  const STYLE = `
    :host { display: block; margin-block-end: 1.5em; color: var(--zr-liste-color, inherit); font: var(--zr-liste-font, inherit); }
    :host([hidden]) { display: none; }
    h2, h3, h4, h5, h6 { font: inherit; margin: 0 0 .5em; }
    [part=heading] { font-size: var(--zr-liste-heading-size, 1.25em); font-weight: var(--zr-liste-heading-weight, bold); line-height: 1.3; }
    ul { list-style: none; margin: 0; padding: 0; }
    li { box-sizing: border-box; min-height: var(--zr-liste-row, 4.5em); padding: .75em 0; border-top: 1px solid var(--zr-liste-line, #949494); overflow-wrap: anywhere; }
    p { margin: .25em 0 0; line-height: 1.5; }
    a { color: var(--zr-liste-link, inherit); text-decoration: underline; text-underline-offset: .15em; }
    a:focus-visible { outline: 3px solid var(--zr-liste-focus, currentColor); outline-offset: 2px; }
    [part=link] { font-weight: bold; }
    [part=source] { margin-top: .75em; font-size: .9em; }
    @media (forced-colors: active) { a { color: LinkText; } }
  `;

  /** The address, if it is one of the web; nothing that could run. */
  const safe = (text) => {
    try {
      const url = new URL(text);
      return ['https:', 'http:'].includes(url.protocol) ? url.href : null;
    } catch {
      return null;
    }
  };

  const element = (name, part, text) => {
    const node = document.createElement(name);
    if (part) node.setAttribute('part', part);
    if (text) node.textContent = text;
    return node;
  };

  const link = (part, text, href) => {
    const url = safe(href);
    const node = element(url ? 'a' : 'span', part, text);
    if (url) node.href = url;
    return node;
  };

  /** A whole number between two others, or the default. */
  const number = (text, least, most, otherwise) =>
    /^\d{1,3}$/.test(text ?? '')
      ? Math.min(Math.max(+text, least), most)
      : otherwise;

  /** What the portal refuses; of a wrong attribute it says which one it is. */
  const refusal = async (answer) => {
    const wrong = answer.status === 400;
    const { errors = [] } = wrong ? await answer.json() : {};
    const faults = errors.map(({ field, message }) => `${field}: ${message}`);
    const message = faults.join(' ') || String(answer.status);
    return Object.assign(new Error(message), { wrong });
  };

  class ZukunftsraumListe extends HTMLElement {
    static observedAttributes = [
      'type',
      'topic',
      'state',
      'limit',
      'order',
      'heading',
      'heading-level',
      'lang',
      'summary',
      'src',
    ];

    constructor() {
      super();
      this.attachShadow({ mode: 'open' });
      // A sheet of this kind is not forbidden by the content security policies of pages.
      try {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(STYLE);
        this.shadowRoot.adoptedStyleSheets = [sheet];
      } catch {
        this.fallbackStyle = true;
      }
    }

    connectedCallback() {
      this.plan();
    }

    disconnectedCallback() {
      this.calls?.abort();
    }

    attributeChangedCallback(_name, before, after) {
      if (this.isConnected && before !== after) this.plan();
    }

    /** Several attributes that change at once are one reading. */
    plan() {
      if (this.planned) return;
      this.planned = true;
      queueMicrotask(() => {
        this.planned = false;
        if (this.isConnected) this.read();
      });
    }

    get language() {
      const near = this.closest('[lang]')?.getAttribute('lang') ?? 'de';
      return near.toLowerCase().startsWith('en') ? 'en' : 'de';
    }

    get limit() {
      return number(this.getAttribute('limit'), 1, 25, 5);
    }

    /** The address of the portal. */
    get portal() {
      return safe(this.getAttribute('src')) ?? HOME;
    }

    /** The address of the feed. */
    get address() {
      const base = this.portal;
      const url = new URL(
        '++api++/@feed',
        base.endsWith('/') ? base : `${base}/`,
      );
      for (const name of ['type', 'topic', 'state'])
        if (this.getAttribute(name))
          url.searchParams.set(name, this.getAttribute(name));
      const dates = ['Seminar', 'Event', 'seminar', 'event'];
      const types = (this.getAttribute('type') ?? '')
        .split(',')
        .map((type) => type.trim());
      const order =
        this.getAttribute('order') ??
        (types.every((type) => dates.includes(type)) ? 'upcoming' : 'newest');
      url.searchParams.set('order', order);
      url.searchParams.set('b_size', this.limit);
      return url.href;
    }

    async read() {
      this.calls?.abort();
      const calls = (this.calls = new AbortController());
      this.show(null, WORDS[this.language].loading);
      try {
        const answer = await fetch(this.address, {
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          headers: { Accept: 'application/feed+json, application/json' },
          signal: calls.signal,
        });
        if (!answer.ok) throw await refusal(answer);
        const feed = await answer.json();
        if (!Array.isArray(feed.items)) throw new Error('no feed');
        if (calls.signal.aborted) return;
        const items = feed.items.slice(0, this.limit);
        this.show(
          { ...feed, items },
          items.length ? '' : WORDS[this.language].empty,
        );
        this.tell('zukunftsraum-loaded', { items: items.length });
      } catch (error) {
        if (calls.signal.aborted) return;
        this.show(
          { items: [], home_page_url: this.portal },
          WORDS[this.language][error.wrong ? 'wrong' : 'failed'],
        );
        // For who sets up the page.
        console.error(`<${NAME}>: ${error.message} (${this.address})`);
        this.tell('zukunftsraum-failed', { message: error.message });
      }
    }

    tell(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
    }

    /** feed: null while it is being read; then the room that it will take is kept. */
    show(feed, status) {
      const words = WORDS[this.language];
      const level = number(this.getAttribute('heading-level'), 2, 6, 2);
      const heading = this.getAttribute('heading');
      const root = element('section', 'list');
      root.lang = this.language;
      root.setAttribute('aria-label', heading || words.list);
      root.setAttribute('aria-busy', String(!feed));
      if (heading) root.append(element(`h${level}`, 'heading', heading));
      // Said aloud when it changes; so it stands there from the beginning.
      const state =
        this.shadowRoot.querySelector('[role=status]') ??
        element('p', 'status');
      state.setAttribute('role', 'status');
      const list = element('ul', 'items');
      list.setAttribute('role', 'list'); // Safari forgets lists without bullets
      const inside = heading ? `h${Math.min(level + 1, 6)}` : `h${level}`;
      for (const item of feed?.items ?? [])
        list.append(this.entry(item, inside, words));
      if (feed?.items.length) root.append(list);
      if (!feed)
        root.style.minHeight = `calc(${this.limit} * var(--zr-liste-row, 4.5em))`;
      root.append(state);
      if (feed?.home_page_url) {
        const source = element('p', 'source', `${words.source} `);
        const home = feed.home_page_url;
        source.append(
          link(
            'source-link',
            feed.title || new URL(safe(home) ?? HOME).hostname,
            home,
          ),
        );
        root.append(source);
      }
      if (this.fallbackStyle) root.prepend(element('style', '', STYLE));
      this.shadowRoot.replaceChildren(root);
      state.textContent = status;
      state.hidden = !status;
    }

    entry(item, level, words) {
      const facts = item._zukunftsraum ?? {};
      const node = element('li', 'item');
      if (item.language && item.language !== this.language)
        node.lang = item.language;
      const title = element(level, 'title');
      title.style.cssText = 'font:inherit;margin:0';
      if (facts.cancelled)
        title.append(element('span', 'cancelled', `${words.cancelled} `));
      title.append(link('link', item.title || item.url || '', item.url));
      node.append(title);
      const line = [
        this.date(facts.start ?? item.date_published, Boolean(facts.start)),
      ];
      if (facts.municipality?.name) line.push(facts.municipality.name);
      const shown = line.filter(Boolean);
      if (shown.length) {
        const about = element('p', 'date');
        shown.forEach((part, at) => about.append(at ? ' · ' : '', part));
        node.append(about);
      }
      if (item.summary && this.getAttribute('summary') !== 'no')
        node.append(element('p', 'summary', item.summary));
      return node;
    }

    date(text, withTime) {
      const moment = new Date(text);
      if (Number.isNaN(moment.getTime())) return null;
      const node = element('time', 'time');
      node.dateTime = text;
      node.lang = this.language;
      node.textContent = new Intl.DateTimeFormat(
        this.language === 'en' ? 'en-GB' : 'de-DE',
        {
          dateStyle: 'long',
          ...(withTime && { timeStyle: 'short' }),
          timeZone: 'Europe/Berlin',
        },
      ).format(moment);
      return node;
    }
  }

  if (!customElements.get(NAME)) customElements.define(NAME, ZukunftsraumListe);
})();
