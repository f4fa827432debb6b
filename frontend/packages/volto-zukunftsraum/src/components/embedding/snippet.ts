/** The element that other websites embed, and the file that makes it one (in `public/`). */
export const NAME = 'zukunftsraum-liste';
export const SCRIPT = '/zukunftsraum-liste.js';

/** What the list shall show; '' is no wish. */
export type Wishes = {
  type: string;
  topic: string;
  state: string;
  limit: string;
  heading: string;
};

/** The attributes of the element, without those that are empty. */
export const attributesOf = (wishes: Wishes, language: string) =>
  Object.fromEntries(
    Object.entries({ ...wishes, lang: language }).filter(([, value]) =>
      value.trim(),
    ),
  );

const escape = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/"/g, '&quot;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');

/** The two lines of HTML. `portal`: its address. */
export function snippetOf(portal: string, wishes: Wishes, language: string) {
  const attributes = Object.entries(attributesOf(wishes, language))
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('');
  const address = escape(portal.replace(/\/$/, '') + SCRIPT);
  return `<script src="${address}" defer></script>\n<${NAME}${attributes}></${NAME}>`;
}
