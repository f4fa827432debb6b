import fs from 'node:fs';
import path from 'node:path';

const locales = path.resolve(__dirname, '../../locales');

/** The message ids and texts of one of our catalogues, such as "de/LC_MESSAGES/volto.po". */
export function catalogue(file: string): Record<string, string> {
  const text = fs.readFileSync(path.join(locales, file), 'utf8');
  return Object.fromEntries(
    [...text.matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm)].map(
      ([, id, message]) => [id, message],
    ),
  );
}
