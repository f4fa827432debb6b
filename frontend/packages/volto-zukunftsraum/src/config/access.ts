import type { ConfigType } from '@plone/registry';
import { withServerErrorCode } from '@plone/volto/helpers/Utils/Utils';
import GonePage from '../components/access/GonePage';
import NotFoundPage from '../components/access/NotFoundPage';
import ProtectedPage from '../components/access/ProtectedPage';
import UnreachablePage from '../components/access/UnreachablePage';

/** What balancers answer while no Zope is there. Without a view of their own Volto says 404, and search engines forget the page. */
const AWAY = [502, 503, 504];

/** What stands in place of pages that do not exist or may not be seen. */
export default function installAccess(config: ConfigType) {
  Object.assign(config.views.errorViews, {
    401: withServerErrorCode(401)(ProtectedPage),
    403: withServerErrorCode(403)(ProtectedPage),
    410: withServerErrorCode(410)(GonePage),
    404: withServerErrorCode(404)(NotFoundPage),
    ...Object.fromEntries(
      AWAY.map((status) => [status, withServerErrorCode(503)(UnreachablePage)]),
    ),
  });
}
