/**
 * OVERRIDE language.js
 * REASON: On a site without translated content Volto switches the interface to
 * the language of each content object that is read. Here the interface keeps
 * the language that the visitor chose: content in German is read in an English
 * interface. On a multilingual site Volto's behaviour stays.
 * FILE VERSION: Volto 19.3.0
 */
import {
  changeLanguage as changeLanguageOfVolto,
  changeLanguageCookies,
} from '@plone/volto-original/actions/language/language';

export { changeLanguageCookies };

export function changeLanguage(language, locale, req) {
  return (dispatch, getState) => {
    if (getState().site?.data?.features?.multilingual) {
      dispatch(changeLanguageOfVolto(language, locale, req));
    }
  };
}
