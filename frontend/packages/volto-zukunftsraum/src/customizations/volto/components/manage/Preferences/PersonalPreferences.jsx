/**
 * OVERRIDE PersonalPreferences.jsx
 * REASON: Offer the languages that the interface has, not all that Plone knows,
 * and choose through our helper (see actions/language).
 * FILE VERSION: Volto 19.3.0
 */
export { default } from '../../../../../components/account/LanguagePreference';
