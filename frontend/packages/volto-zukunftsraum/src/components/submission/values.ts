import type { RichTextValue } from '../page/RichText';
import { termToken } from '../vocabulary/useTerm';
import type { FormField } from './steps';

/** What stands in a field of the form: text, or the keys that are chosen. */
export type Value = string | string[];
export type Values = Record<string, Value>;

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const BULLET = /^\s*[-*•]\s+/;

/** Plain text as safe markup: an empty line begins a paragraph, lines with "- " are a list. */
export function htmlOf(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .flatMap((block) => {
      const groups: { list: boolean; lines: string[] }[] = [];
      for (const line of block.split('\n').filter((one) => one.trim())) {
        const list = BULLET.test(line);
        const last = groups[groups.length - 1];
        const words = escaped(line.replace(BULLET, '').trim());
        if (last && last.list === list) last.lines.push(words);
        else groups.push({ list, lines: [words] });
      }
      return groups.map(({ list, lines }) =>
        list
          ? `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`
          : `<p>${lines.join('<br/>')}</p>`,
      );
    })
    .join('');
}

const decoded = (text: string) =>
  text
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

/**
 * Markup as plain text, the other way round; `null` for what plain text cannot
 * hold (links, tables, bold words): that is changed in the editor.
 */
export function textOf(html: string): string | null {
  const rest = html.replace(/<\/?(p|ul|li)>|<br\s*\/?>/gi, '');
  if (/<[a-z!/]/i.test(rest)) return null;
  return decoded(
    html
      .replace(/\s*\n\s*/g, ' ')
      .replace(/<li>/gi, '- ')
      .replace(/<\/li>|<br\s*\/?>/gi, '\n')
      .replace(/<\/(p|ul)>/gi, '\n\n')
      .replace(/<[^>]+>/g, ''),
  )
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n[ \t]+/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** How much is in a text, as the backend counts: letters with single spaces. */
export const lengthOf = (text: string) =>
  text
    .replace(/^\s*[-*•]\s+/gm, '')
    .replace(/\s+/g, ' ')
    .trim().length;

/** What the form shows of a field; `null` when it cannot be changed here. */
export function shown(field: FormField, stored: any): Value | null {
  switch (field.as) {
    case 'rich':
      return textOf((stored as RichTextValue)?.data ?? '');
    case 'list':
      return (stored ?? []).join('\n');
    case 'choices':
      return (stored ?? []).map((one: any) => String(termToken(one)));
    case 'municipalities':
      return stored ?? [];
    case 'choice':
      return stored ? String(termToken(stored)) : '';
    case 'money':
      return stored === null || stored === undefined
        ? ''
        : String(stored).replace(/\.00$/, '').replace('.', ',');
    default:
      return stored ?? '';
  }
}

/** "1.234,50" as the API takes it; what is no amount stays as it is, for the API to refuse. */
const amount = (text: string) => {
  const plain = text.replace(/[\s€]|EUR/g, '');
  const number = /,/.test(plain)
    ? plain.replace(/\./g, '').replace(',', '.')
    : plain.replace(/\.(?=\d{3}(\.|$))/g, '');
  return number;
};

/** What is sent of a field. */
export function sent(field: FormField, value: Value): unknown {
  switch (field.as) {
    case 'rich':
      return { data: htmlOf(value as string), 'content-type': 'text/html' };
    case 'list':
      return (value as string)
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    case 'choices':
    case 'municipalities':
      return value;
    case 'money':
      return (value as string).trim() ? amount(value as string) : null;
    case 'line':
    case 'text':
      return (value as string).trim() || (field.name === 'title' ? '' : null);
    default:
      return value === '' ? null : value;
  }
}
