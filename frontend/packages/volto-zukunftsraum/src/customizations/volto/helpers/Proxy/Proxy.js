/**
 * OVERRIDE Proxy.js
 * REASON: What the website asks of Zope carries the id of the visitor's request
 * (`express-middleware/tracing.ts`), so that the lines of both logs are found by it.
 * FILE VERSION: Volto 19.3.0
 */
import { addHeadersFactory as addHeadersOfVolto } from '@plone/volto-original/helpers/Proxy/Proxy';

const HEADER = 'x-request-id';

export const addHeadersFactory = (orig) => {
  const addHeaders = addHeadersOfVolto(orig);
  return (request) => {
    addHeaders(request);
    if (orig.headers[HEADER]) {
      request.set(HEADER, orig.headers[HEADER]);
    }
  };
};
