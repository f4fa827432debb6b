import { formatUrl } from '@plone/volto/helpers/Api/Api';
import { getAuthToken } from '@plone/volto/helpers/AuthToken/AuthToken';
import { saveFile } from '../account/download';
import type { Filters } from '../listing/query';
import { exportPath } from './load';

/** Save the results as a file, as the person who is logged in sees them. Throws when it fails. */
export async function saveExport(filters: Filters, format: string) {
  const response = await fetch(formatUrl(exportPath(filters, format)), {
    headers: { Authorization: `Bearer ${getAuthToken()}` },
  });
  if (!response.ok) throw new Error(String(response.status));
  saveFile(await response.blob(), `suche.${format}`);
}
