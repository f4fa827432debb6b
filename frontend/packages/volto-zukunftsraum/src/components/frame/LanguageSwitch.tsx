import { useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import config from '@plone/volto/registry';
import { LANGUAGE_PARAMETER } from '../../helpers/language';

const messages = defineMessages({
  label: {
    id: 'zr.frame.language.label',
    defaultMessage: 'Language of the interface',
  },
});

const NAMES: Record<string, string> = { de: 'Deutsch', en: 'English' };

/** The address of this page that sets the language and comes back here. */
export function languageHref(
  pathname: string,
  search: string,
  language: string,
): string {
  const query = new URLSearchParams(search);
  query.set(LANGUAGE_PARAMETER, language);
  return `${pathname}?${query}`;
}

/**
 * Links that choose the language of the interface. They go to the server,
 * which sets the cookie: what the backend says then comes in the same language.
 */
const LanguageSwitch = () => {
  const intl = useIntl();
  const { pathname, search } = useLocation();
  // Leaving a form would lose what is typed there.
  if (/\/(edit|add)$/.test(pathname)) return null;

  return (
    <ul
      className="zr-language-switch"
      aria-label={intl.formatMessage(messages.label)}
    >
      {config.settings.supportedLanguages.map((language: string) => (
        <li key={language}>
          <a
            href={languageHref(pathname, search, language)}
            hrefLang={language}
            lang={language}
            rel="nofollow"
            title={NAMES[language]}
            aria-current={language === intl.locale ? 'true' : undefined}
          >
            <abbr aria-hidden="true">{language.toUpperCase()}</abbr>
            <span className="zr-visually-hidden">{NAMES[language]}</span>
          </a>
        </li>
      ))}
    </ul>
  );
};

export default LanguageSwitch;
