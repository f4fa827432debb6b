/** The query parameter that asks the server for another interface language. */
export const LANGUAGE_PARAMETER = 'set_language';

/**
 * Where to go after the language was set: the same address without the
 * parameter. Leading slashes are reduced to one, since "//host/" would lead to
 * another site.
 */
export function withoutLanguageParameter(url: string): string {
  const { pathname, searchParams } = new URL(
    url.replace(/^[/\\]+/, '/'),
    'http://localhost',
  );
  searchParams.delete(LANGUAGE_PARAMETER);
  const query = searchParams.toString();
  return pathname.replace(/^[/\\]+/, '/') + (query ? `?${query}` : '');
}
