/**
 * OVERRIDE ConnectionRefused.jsx
 * REASON: Volto's is wider than a phone and speaks of a backend to readers.
 * FILE VERSION: Volto 19.3.0
 */
import { withServerErrorCode } from '@plone/volto/helpers/Utils/Utils';
import UnreachablePage from '../../../../../components/access/UnreachablePage';

export default withServerErrorCode(503)(UnreachablePage);
