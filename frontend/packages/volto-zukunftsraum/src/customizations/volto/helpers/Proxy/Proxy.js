/**
 * OVERRIDE Proxy.js
 * REASON: What the website asks of Zope carries the id of the visitor's request
 * (`express-middleware/tracing.ts`), so that the lines of both logs are found by it. And
 * nothing is asked at an address that leads up (`express-middleware/closed.ts`), and it
 * is noted how old the answers are of which a page is made (`helpers/age.ts`).
 * FILE VERSION: Volto 19.3.0
 */
import { addHeadersFactory as addHeadersOfVolto } from '@plone/volto-original/helpers/Proxy/Proxy';
import { noteAge } from '../../../../helpers/age';
import { leadsUp } from '../../../../helpers/leadsUp';

const HEADER = 'x-request-id';

export const addHeadersFactory = (orig) => {
  const addHeaders = addHeadersOfVolto(orig);
  return (request) => {
    // This is where all addresses come by that the server asks.
    if (leadsUp(request.url)) {
      throw Object.assign(new Error('Not found'), { status: 404 });
    }
    addHeaders(request);
    request.on('response', (response) => noteAge(orig, response.headers.age));
    if (orig.headers[HEADER]) {
      request.set(HEADER, orig.headers[HEADER]);
    }
  };
};
