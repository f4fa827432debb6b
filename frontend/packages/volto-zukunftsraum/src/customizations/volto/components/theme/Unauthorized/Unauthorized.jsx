/**
 * OVERRIDE Unauthorized.jsx
 * REASON: Our page says what to do, in the language of the reader. The views of
 * errors use it already (config/access.ts); Volto's own pages, such as
 * /contents, import this one.
 * FILE VERSION: Volto 19.3.0
 */
import { withServerErrorCode } from '@plone/volto/helpers/Utils/Utils';
import ProtectedPage from '../../../../../components/access/ProtectedPage';

export default withServerErrorCode(401)(ProtectedPage);
