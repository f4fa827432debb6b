import express from 'express';
import type { NextFunction, Request, Response } from 'express';
import { changeLanguageCookies } from '@plone/volto/actions/language/language';
import config from '@plone/volto/registry';
import {
  LANGUAGE_PARAMETER,
  withoutLanguageParameter,
} from '../helpers/language';

type CookieRequest = Request & {
  universalCookies: { get: (name: string) => string | undefined };
};

/**
 * The language of the interface is the visitor's choice, kept in the cookie
 * `I18N_LANGUAGE`; without a choice it is the language of the site, whatever
 * the browser prefers. (Volto would take it from `Accept-Language`.)
 *
 * `?set_language=en` on any page makes the choice and leads back to the page.
 */
export default function languageMiddleware() {
  const router = express.Router();

  router.get('*', (req: Request, res: Response, next: NextFunction) => {
    const { settings } = config;
    const asked = req.query[LANGUAGE_PARAMETER];
    if (typeof asked === 'string') {
      if (settings.supportedLanguages.includes(asked)) {
        changeLanguageCookies(asked, req);
      }
      res.set('Cache-Control', 'no-store');
      res.redirect(302, withoutLanguageParameter(req.originalUrl));
      return;
    }
    const chosen = (req as CookieRequest).universalCookies.get('I18N_LANGUAGE');
    if (!chosen || !settings.supportedLanguages.includes(chosen)) {
      req.headers['accept-language'] =
        process.env.SITE_DEFAULT_LANGUAGE || settings.defaultLanguage;
    }
    next();
  });

  return router;
}
