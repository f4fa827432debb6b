/**
 * OVERRIDE server.jsx
 * REASON: Volto answers every HEAD with an empty 200, and an address that cannot be decoded with a page that express
 * makes of its own error, both before any middleware of ours is asked (`express-middleware/entrance.ts`).
 * FILE VERSION: Volto 19.3.0
 */
import server from '@plone/volto-original/server';
import entrance from '../../express-middleware/entrance';

const handle = server.handle.bind(server);
server.handle = (req, res, next) =>
  entrance(req, res, () => handle(req, res, next));

export * from '@plone/volto-original/server';
export default server;
