import { updateIntl } from 'react-intl-redux';
import { changeLanguageCookies } from '@plone/volto/actions/language/language';

/** The visitor chooses the language of the interface, without a new page. */
export function chooseLanguage(
  language: string,
  messages: Record<string, string>,
) {
  changeLanguageCookies(language, undefined);
  return updateIntl({ locale: language, messages });
}
