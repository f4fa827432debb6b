import express from 'express';
import type { NextFunction, Request, Response } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import config from '@plone/volto/registry';
import { CLASSIC, submissionsUrl } from '../components/easyform/addresses';
import { BUILDER_POLICY, CLASSIC_POLICY } from './protection';

type CookieRequest = Request & {
  universalCookies: { get: (name: string) => string | undefined };
};

/** Styles, scripts and images of the classic interface. */
const RESOURCES =
  /^(\/[^/+@]+)*\/\+\+(webresource|plone|resource|theme|unique)\+\+[^/]/;

/** Texts of its scripts, which they look for at the root of the website. */
const TEXTS = '/plonejsi18n';

/** Where forms lie. */
const PLACE = '^/formulare(/[^/+@][^/]*)+/';

/** What the classic interface offers for content, which a field never is called. */
const NO_FIELD = 'folder_contents|delete_confirmation|object_\\w+';

/** The form builder: lists of fields and actions, adding one, and what is done with one. */
const BUILDER = new RegExp(
  `${PLACE}(@@)?(fields|actions)` +
    '(/(@@)?(listing|add-field|add-action|add-fieldset|delete-fieldset|modeleditor)' +
    `|/(?!(${NO_FIELD})(/|$))\\w+` +
    '(/(@@)?(edit|order|delete|changefieldset)|/\\+\\+widget\\+\\+.+)?)?/?$',
);

/** A form as a file, for the administration. */
const AS_FILE = new RegExp(`${PLACE}@@(export|import)-easyform$`);

const isForEditors = (path: string) => BUILDER.test(path) || AS_FILE.test(path);

/** Its own pages of what came in: the website has one. */
const SAVED = new RegExp(
  `${PLACE}((@@)?saveddata|actions/(\\w+)/(@@)?data)/?$`,
);

/** The form itself, for what cannot be filled in on the website, and what checks it while it is typed. */
const FORM = new RegExp(
  `${PLACE}((@@)?view|@@(z3cform_validate_field|validate_file|validate_file_size|getVocabulary|getSource))$`,
);

const LOGIN = /\/(require_login|login|login_form)$/;

/** The path below the prefix as Zope will read it; empty for what it must not see. */
function pathOf(url: string): string {
  try {
    const path = decodeURIComponent(url.split('?')[0]).slice(CLASSIC.length);
    return /\\|\/\.{1,2}(\/|$)|\/\/|\0/.test(path) ? '' : path || '/';
  } catch {
    return '';
  }
}

/** Where the website is, and the site in Zope. */
function addresses() {
  const { apiPath, internalApiPath, devProxyToApiPath } =
    config.settings as Record<string, any>;
  return {
    website: new URL(apiPath),
    site: new URL(internalApiPath || devProxyToApiPath || apiPath),
  };
}

/** The path for Zope, by which it makes addresses of the website in its pages. */
function target(path: string): string {
  const { website, site } = addresses();
  const port = website.port || (website.protocol === 'https:' ? 443 : 80);
  return (
    `/VirtualHostBase/${website.protocol.slice(0, -1)}/${website.hostname}:${port}` +
    `${site.pathname.replace(/\/$/, '')}/VirtualHostRoot/_vh_${CLASSIC.slice(1)}` +
    (path.startsWith(CLASSIC) ? path.slice(CLASSIC.length) : path)
  );
}

/** The token of who is logged in on the website. */
const sessionOf = (req: Request) =>
  (req as CookieRequest).universalCookies.get('auth_token');

/** The language of the website for this visitor (as express-middleware/language.ts). */
function languageOf(req: Request): string {
  const { supportedLanguages, defaultLanguage } = config.settings;
  const chosen = (req as CookieRequest).universalCookies.get('I18N_LANGUAGE');
  return chosen && supportedLanguages.includes(chosen)
    ? chosen
    : process.env.SITE_DEFAULT_LANGUAGE || defaultLanguage;
}

/** The form that one of these pages belongs to. */
const formOf = (path: string) =>
  path.replace(/\/(@@[\w-]+|saveddata|fields|actions|view)(\/.*)?$/, '');

/** Pages of the toolbar there, as the website calls them. */
const NAMES: Record<string, string> = {
  folder_contents: 'contents',
  sharing: 'sharing',
  historyview: 'historyview',
  search: 'search',
  useractions: 'mein-konto',
  'personal-preferences': 'mein-konto',
  'contact-form': 'kontakt',
};

/** What came in, on the website; of one action, if it was its page. */
function submissionsOf(path: string): string {
  const action = SAVED.exec(path)?.[4];
  return submissionsUrl(formOf(path)) + (action ? `?action=${action}` : '');
}

/** The same page on the website; of a view that it does not know, the page of its content. */
function websitePath(path: string): string {
  if (path.includes('/@@images/')) return path;
  const segments = path.split('/').filter(Boolean);
  const view = (segments.pop() ?? '').replace(/^@@/, '');
  const isView = NAMES[view] || path.includes('/@@');
  const content = formOf(`/${segments.join('/')}`);
  const page = isView ? NAMES[view] : view;
  return [content === '/' ? '' : content, page].join(page ? '/' : '') || '/';
}

const loginUrl = (url: string) =>
  `/login?${new URLSearchParams({ return_url: url })}`;

/**
 * Pages of Plone's classic interface that the website lacks, at `/klassisch/…`: the
 * builder of forms, and forms with fields that only the classic form can ask. All else
 * at this address leads to the same page of the website.
 *
 * The session of the website holds here. plone.protect guards what is written, as in the
 * classic interface: with its token, whatever cookie or header the browser sends.
 */
export default function classicMiddleware() {
  const router = express.Router();

  const proxy = createProxyMiddleware({
    target: 'http://127.0.0.1',
    router: () => addresses().site.origin,
    pathRewrite: target,
    changeOrigin: true,
    logLevel: 'silent',
    onProxyReq: (proxyReq, req) => {
      const token = sessionOf(req);
      if (token) proxyReq.setHeader('Authorization', `Bearer ${token}`);
      // Its pages speak the language that the website does.
      proxyReq.setHeader('Accept-Language', languageOf(req));
      // These are pages; the API has its own address.
      if (/json/.test(String(req.headers.accept))) {
        proxyReq.setHeader('Accept', '*/*');
      }
    },
    onProxyRes: (proxyRes, req) => {
      proxyRes.headers['x-robots-tag'] = 'noindex, nofollow';
      proxyRes.headers['content-security-policy'] = isForEditors(
        pathOf(req.originalUrl),
      )
        ? BUILDER_POLICY
        : CLASSIC_POLICY;
      const { location } = proxyRes.headers;
      if (location && LOGIN.test(location.split('?')[0])) {
        // Who is logged in and may not do this finds the form instead.
        proxyRes.headers.location = sessionOf(req)
          ? formOf(pathOf(req.originalUrl))
          : loginUrl(req.originalUrl);
      }
    },
  });

  router.get(TEXTS, proxy);
  router.use(CLASSIC, (req: Request, res: Response, next: NextFunction) => {
    const path = pathOf(req.originalUrl);
    if (isForEditors(path) && !sessionOf(req)) {
      res.redirect(302, loginUrl(req.originalUrl));
    } else if (isForEditors(path) || RESOURCES.test(path) || FORM.test(path)) {
      proxy(req, res, next);
    } else if (req.method === 'GET' && SAVED.test(path)) {
      res.redirect(302, submissionsOf(path));
    } else if (req.method === 'GET' && path && !path.includes('++')) {
      res.redirect(302, websitePath(path));
    } else {
      res.status(404).type('text').send('Not found');
    }
  });
  return router;
}
