/**
 * OVERRIDE PersonalPreferences.jsx
 * REASON: Offer the languages that the interface has, not all that Plone knows,
 * and choose through `chooseLanguage` (see actions/language).
 * FILE VERSION: Volto 19.3.0
 */
export { default } from '../../../../../components/account/LanguagePreference';
