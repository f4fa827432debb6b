type Request = { headers?: Record<string, string> };
type Action = { request?: Request | Request[] };
type Store = { getState: () => { intl?: { locale?: string } } };

/**
 * Redux middleware: every call to the backend asks for the language of the
 * interface, so that its messages and titles come in the language of the page.
 */
export const requestLanguage =
  (store: Store) =>
  (next: (action: unknown) => unknown) =>
  (action: unknown) => {
    const request = (action as Action | undefined)?.request;
    const locale = store.getState().intl?.locale;
    if (!request || !locale || typeof action === 'function') {
      return next(action);
    }
    const withLanguage = (one: Request): Request => ({
      ...one,
      headers: { 'Accept-Language': locale, ...one.headers },
    });
    return next({
      ...(action as Action),
      request: Array.isArray(request)
        ? request.map(withLanguage)
        : withLanguage(request),
    });
  };
