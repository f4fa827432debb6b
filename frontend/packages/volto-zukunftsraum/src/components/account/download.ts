import { formatUrl } from '@plone/volto/helpers/Api/Api';
import { getAuthToken } from '@plone/volto/helpers/AuthToken/AuthToken';
import { failureOf } from '../forms/call';

const FORMATS = {
  json: { accept: 'application/json', name: 'meine-daten.json' },
  zip: { accept: 'application/zip', name: 'meine-daten.zip' },
};

export type ExportFormat = keyof typeof FORMATS;

/** Let the browser save this as a file. */
export function saveFile(content: Blob, name: string) {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * Save an answer of the API as a file; with `data` it is asked for by POST. Throws a
 * `Failure` when it is refused.
 */
export async function downloadFile(
  path: string,
  accept: string,
  name: string,
  data?: object,
) {
  const response = await fetch(formatUrl(path), {
    method: data ? 'POST' : 'GET',
    headers: {
      Accept: accept,
      Authorization: `Bearer ${getAuthToken()}`,
      ...(data && { 'Content-Type': 'application/json' }),
    },
    ...(data && { body: JSON.stringify(data) }),
  });
  if (!response.ok) {
    throw failureOf({
      status: response.status,
      response: { body: await response.json().catch(() => ({})) },
    });
  }
  saveFile(await response.blob(), name);
}

/** The tables that the API makes: what to ask for them by. */
const TABLES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
};

export type TableFormat = keyof typeof TABLES;

/** Save a table as a file. name: without its ending. Throws a `Failure` when it is refused. */
export const downloadTable = (
  path: string,
  format: TableFormat,
  name: string,
  data?: object,
) => downloadFile(path, TABLES[format], `${name}.${format}`, data);

/** Save all that is stored about the person as a file. Throws when it fails. */
export const downloadExport = (format: ExportFormat) =>
  downloadFile('/@me/export', FORMATS[format].accept, FORMATS[format].name);
