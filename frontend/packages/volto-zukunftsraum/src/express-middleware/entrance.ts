import type { IncomingMessage, ServerResponse } from 'node:http';

/** By which method was asked: `req.method` says GET where this says HEAD. */
export type Asked = { methodAsked?: string };

/** Whether the path of an address can be read. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split(/[?#]/)[0]);
    return true;
  } catch {
    return false;
  }
}

/** Whether a program asks the REST API. */
const isApi = (url: string) => /^\/\+\+api\+\+(\/|$)/.test(url);

/**
 * What happens to a request before Volto sees it.
 *
 * - HEAD is answered as GET, by whatever answers that: Node itself leaves the body out. So all headers are those of GET.
 * - A path that cannot be decoded (`/%ff`) is nobody's: 400.
 */
export default function entrance(
  req: IncomingMessage & Asked,
  res: ServerResponse,
  next: () => void,
) {
  const { url = '/' } = req;
  if (!isReadable(url)) {
    const message = 'The address cannot be decoded.';
    const [type, body] = isApi(url)
      ? [
          'application/json',
          JSON.stringify({ type: 'BadRequest', message, errors: [] }),
        ]
      : ['text/plain; charset=utf-8', message];
    res.writeHead(400, {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
      'Access-Control-Allow-Origin': '*',
    });
    res.end(body);
    return;
  }
  req.methodAsked = req.method;
  if (req.method === 'HEAD') req.method = 'GET';
  next();
}
