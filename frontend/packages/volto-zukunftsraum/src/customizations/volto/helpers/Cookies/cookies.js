/**
 * OVERRIDE cookies.js
 * REASON: Cookies are not sent along with what other websites ask for, whatever the
 * browser takes for granted.
 * FILE VERSION: Volto 19.3.0
 */
import { getCookieOptions as getCookieOptionsOfVolto } from '@plone/volto-original/helpers/Cookies/cookies';

export const getCookieOptions = (options) => ({
  sameSite: 'lax',
  ...getCookieOptionsOfVolto(options),
});
