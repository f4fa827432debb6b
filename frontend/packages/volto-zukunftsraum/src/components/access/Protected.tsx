import type { ComponentType } from 'react';
import { withRouter } from 'react-router-dom';
import { withServerErrorCode } from '@plone/volto/helpers/Utils/Utils';
import ProtectedPage from './ProtectedPage';

/** "This page is protected", with 401 as the answer of the server. */
export default withRouter(
  withServerErrorCode(401)(ProtectedPage),
) as unknown as ComponentType;
