/**
 * OVERRIDE Comments.jsx
 * REASON: Volto's comments have links that are no links, delete without a
 * question, say nothing when something fails and keep no typed text. Ours do.
 * FILE VERSION: Volto 19.3.0
 */
import loadable from '@loadable/component';

export default loadable(
  () => import('../../../../../components/comments/Comments'),
);
