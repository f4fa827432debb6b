/**
 * OVERRIDE AuthToken.js
 * REASON: On the server Volto starts a timer for each page of somebody who is logged in.
 * It holds the whole state of the page for days, and then asks for a new token that
 * nobody gets.
 * FILE VERSION: Volto 19.3.0
 */
import {
  getAuthToken,
  persistAuthToken as persistAuthTokenOfVolto,
} from '@plone/volto-original/helpers/AuthToken/AuthToken';

export { getAuthToken };

export function persistAuthToken(store, req) {
  if (!req) persistAuthTokenOfVolto(store);
}
