import config from '@plone/volto/registry';
import { getApiSuffix } from '@plone/volto/helpers/Url/Url';

/** Asks the API as a stranger, whoever asks us: for what tells what everybody sees. Throws where it fails. */
export async function askAsStranger<T>(path: string): Promise<T> {
  const { internalApiPath, apiPath } = config.settings;
  const answer = await fetch(
    `${internalApiPath ?? apiPath}${getApiSuffix()}${path}`,
    {
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(30_000),
    },
  );
  if (!answer.ok) {
    throw new Error(`${path.split('?')[0]}: ${answer.status}`);
  }
  return answer.json();
}
