import { contentOf } from '../files/contentOf';
import { htmlOf, textOf } from '../submission/values';
import type { FormField } from './types';

/** What stands in a field: text, a tick, chosen tokens, answers by question, a file. */
export type Value =
  | string
  | boolean
  | string[]
  | Record<string, string>
  | File
  | null;
export type Values = Record<string, Value>;

const isList = (value: unknown): value is unknown[] => Array.isArray(value);

/** A number as it is written in this language: "0,5". */
const numberText = (value: unknown, locale: string) =>
  locale.startsWith('de') ? String(value).replace('.', ',') : String(value);

/** What stands in a field before anybody has filled it in. */
export function initialValue(field: FormField, locale: string): Value {
  const { widget, default: given } = field;
  switch (widget) {
    case 'checkbox':
      return given === true;
    case 'multiselect':
    case 'checkboxes':
      return isList(given) ? given.map(String) : [];
    case 'likert':
      return given && typeof given === 'object'
        ? (given as Record<string, string>)
        : {};
    case 'file':
    case 'image':
      return null;
    case 'lines':
      return isList(given) ? given.join('\n') : '';
    case 'richtext': {
      const html = (given as { data?: string } | null | undefined)?.data ?? '';
      return textOf(html) ?? html;
    }
    case 'decimal':
      return given === null || given === undefined
        ? ''
        : numberText(given, locale);
    case 'datetime':
      // What the input takes: no seconds, no zone.
      return typeof given === 'string' ? given.slice(0, 16) : '';
    default:
      return given === null || given === undefined ? '' : String(given);
  }
}

/**
 * "1.234,5" as the API takes it: with a point and no groups. What is no number
 * stays as it is, for the API to refuse.
 */
function decimalText(text: string): string {
  const plain = text.replace(/\s/g, '');
  return plain.includes(',')
    ? plain.replace(/\.(?=.*,)/g, '').replace(',', '.')
    : plain;
}

/** What is sent of a field; files go apart. `null`: it is empty. */
export function valueToSend(field: FormField, value: Value): unknown {
  switch (field.widget) {
    case 'checkbox':
    case 'multiselect':
    case 'checkboxes':
    case 'likert':
      return value;
    case 'lines':
      return (value as string)
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    case 'richtext':
      // Nobody has touched it: as it has come, with links and all.
      if (field.default && value === initialValue(field, '')) {
        return field.default;
      }
      return (value as string).trim()
        ? { data: htmlOf(value as string) }
        : null;
    case 'integer': {
      const text = (value as string).trim();
      return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : text || null;
    }
    case 'decimal':
      return decimalText(value as string) || null;
    case 'date':
    case 'datetime':
    case 'radio':
    case 'select':
      return value || null;
    default:
      return value;
  }
}

/** Nothing can be entered there. */
const SILENT = ['label', 'richlabel', 'unsupported'];

/** What is sent of the fields that are there: values, and files by their field. */
export async function bodyOf(fields: FormField[], values: Values) {
  const data: Record<string, unknown> = {};
  const files: Record<string, unknown> = {};
  for (const field of fields) {
    const { name, widget } = field;
    const value = values[name];
    if (SILENT.includes(widget) || field.readonly) continue;
    if (widget === 'file' || widget === 'image') {
      if (value instanceof File) {
        files[name] = {
          filename: value.name,
          'content-type': value.type || 'application/octet-stream',
          data: await contentOf(value),
          encoding: 'base64',
        };
      }
    } else if (widget !== 'hidden') {
      data[name] = valueToSend(field, value);
    } else if (field.default !== null && field.default !== undefined) {
      // What is hidden goes as it has come.
      data[name] = field.default;
    }
  }
  return { data, ...(Object.keys(files).length > 0 && { files }) };
}
