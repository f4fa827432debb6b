/**
 * The texts of the interface: some thousand, which Volto writes into every page. Here they are a file for each
 * language that browsers keep, and the state that comes with a page goes without them.
 */
type Texts = Record<string, string>;

/** What the build calls the file of a language: the comment below says so. */
export const chunkOf = (locale: string) => `texts-${locale}-json`;

/** The texts in a language. Volto's server reads the same ones. */
export const textsIn = (locale: string): Promise<{ default: Texts }> =>
  import(
    /* webpackChunkName: "texts-[request]" */ `@root/../locales/${locale}.json`
  );

/** Keep texts out of what is written as JSON; for everything else they stay what they are. */
export function leaveOut(texts: Texts): void {
  Object.defineProperty(texts, 'toJSON', {
    value: () => undefined,
    configurable: true,
  });
}

/** On the server: pages are sent without texts. */
export function leaveOutOfPages(locales: string[]): Promise<unknown> {
  return Promise.all(
    locales.map(async (locale) => leaveOut((await textsIn(locale)).default)),
  );
}

/** In the browser, before anything is shown: put the texts back into the state. */
export async function addTexts(state: {
  intl: { locale: string; messages?: Texts };
}): Promise<void> {
  const { default: texts } = await textsIn(state.intl.locale);
  state.intl.messages = texts;
}
