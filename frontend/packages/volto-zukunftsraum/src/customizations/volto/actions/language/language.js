/**
 * OVERRIDE language.js
 * REASON: On a site without translated content Volto switches the interface to
 * the language of each content object that is read. Here the interface keeps
 * the language that the visitor chose: content in German is read in an English
 * interface. On a multilingual site Volto's behaviour stays.
 * FILE VERSION: Volto 19.3.0
 */
import { updateIntl } from 'react-intl-redux';
import {
  toGettextLang,
  toReactIntlLang,
} from '@plone/volto/helpers/Utils/Utils';
import { getCookieOptions } from '@plone/volto/helpers/Cookies/cookies';
import Cookies from 'universal-cookie';

export function changeLanguageCookies(language, req) {
  const cookies = req ? req.universalCookies : new Cookies();
  cookies.set(
    'I18N_LANGUAGE',
    toGettextLang(language) || '',
    getCookieOptions({
      secure: req?.protocol?.startsWith('https') ? true : false,
      sameSite: 'strict',
    }),
  );
}

/** The visitor chooses a language. */
export function chooseLanguage(language, locale, req) {
  changeLanguageCookies(language, req);
  return updateIntl({
    locale: toReactIntlLang(language),
    messages: locale,
  });
}

/** Volto found content in another language. */
export function changeLanguage(language, locale, req) {
  return (dispatch, getState) => {
    if (getState().site?.data?.features?.multilingual) {
      dispatch(chooseLanguage(language, locale, req));
    }
  };
}
