import type { ConfigType } from '@plone/registry';
import type { ComponentType } from 'react';
import loadable from '@loadable/component';
import AddPage from '../components/access/AddPage';
import { loadAccount } from '../components/account/load';
import { loadSavedData } from '../components/easyform/saved/load';
import {
  FIGURES,
  PAYMENTS,
  WORK_LIST,
  loadFigures,
  loadPayments,
  loadWork,
} from '../components/grants/staff/load';
import { loadKeys } from '../components/keys/load';
import { loadOwnTexts, loadReviews } from '../components/knowledge/load';
import {
  loadAdmissions,
  loadDirectory,
  loadMe,
  loadMunicipality,
  loadOffice,
} from '../components/members/load';
import { loadNotices } from '../components/notices/load';
import { loadRegistrations } from '../components/seminars/hosts';
import { loadMySeminars } from '../components/seminars/mine';
import SearchRoute from '../components/search/SearchRoute';
import { loadInvitation, loadSignup } from '../components/signup/load';
import { pageRoute } from '../components/site/pageRoute';
import { redirectTo } from '../components/site/redirectTo';
import { loadSpaceMembers } from '../components/spaces/load';

type Route = {
  path: string;
  exact: boolean;
  component: ComponentType<any>;
};

/** Pages of ours that Volto knows to be no content objects. */
const routes: Route[] = [
  { path: '/search', exact: true, component: SearchRoute as any },
  // Volto has a panel of its own for content rules and fails on this one.
  {
    path: '/controlpanel/content-rules',
    exact: true,
    component: redirectTo('/controlpanel/rules'),
  },
  // Volto shows its own to all who have logged in. Panels have pages of this name, too.
  {
    path: /^(?!\/controlpanel\/)(?:\/.*)?\/add\/?$/ as unknown as string,
    exact: true,
    component: AddPage,
  },
  // Our pages say more than these of Volto, and follow our rules.
  {
    path: '/register',
    exact: true,
    component: redirectTo('/registrieren'),
  },
  {
    path: '/passwordreset',
    exact: true,
    component: redirectTo('/passwort-vergessen'),
  },
  {
    path: '/personal-information',
    exact: true,
    component: redirectTo('/mein-konto'),
  },
  {
    path: '/personal-preferences',
    exact: true,
    component: redirectTo('/mein-konto'),
  },
  {
    path: '/change-password',
    exact: true,
    component: redirectTo('/mein-konto#passwort'),
  },
];

/**
 * Pages of ours at the root of the site that are no content, by their path.
 * Load what they show lazily.
 */
export const pages: Record<string, ComponentType<any>> = {
  '/registrieren': pageRoute(
    'zrSignup',
    loadable(() => import('../components/signup/SignupPage')),
    loadSignup,
  ),
  '/registrieren/bestaetigen/:token': pageRoute(
    'zrSignupConfirm',
    loadable(() => import('../components/signup/ConfirmPage')),
    loadSignup,
  ),
  '/einladung/:token': pageRoute(
    'zrInvitation',
    loadable(() => import('../components/signup/InvitationPage')),
    loadInvitation,
  ),
  '/passwort-vergessen': pageRoute(
    'zrForgot',
    loadable(() => import('../components/signup/ForgotPage')),
  ),
  '/passwort/:token': pageRoute(
    'zrReset',
    loadable(() => import('../components/signup/ResetPage')),
    loadSignup,
  ),
  '/mein-konto': pageRoute(
    'zrAccount',
    loadable(() => import('../components/account/AccountPage')),
    loadAccount,
  ),
  '/mein-konto/adresse/:token': pageRoute(
    'zrAddress',
    loadable(() => import('../components/account/AddressConfirmPage')),
  ),
  '/mitteilungen': pageRoute(
    'zrNotices',
    loadable(() => import('../components/notices/NoticesPage')),
    loadNotices,
  ),
  '/abmelden/:token': pageRoute(
    'zrUnsubscribe',
    loadable(() => import('../components/notices/UnsubscribePage')),
  ),
  '/anmeldung/abmelden/:token': pageRoute(
    'zrRegistrationCancel',
    loadable(() => import('../components/seminars/CancelPage')),
  ),
  '/anmeldung/bestaetigen/:token': pageRoute(
    'zrRegistrationConfirm',
    loadable(() => import('../components/seminars/GuestConfirmPage')),
  ),
  '/anmeldung/gast/:token': pageRoute(
    'zrGuestPlace',
    loadable(() => import('../components/seminars/GuestPlacePage')),
  ),
  '/bescheinigung': pageRoute(
    'zrCertificate',
    loadable(() => import('../components/seminars/CertificatePage')),
  ),
  '/bescheinigung/:number': pageRoute(
    'zrCertificateNumber',
    loadable(() => import('../components/seminars/CertificatePage')),
  ),
  '/einbinden': pageRoute(
    'zrEmbed',
    loadable(() => import('../components/embedding/EmbedPage')),
  ),
  '/meine-veranstaltungen': pageRoute(
    'zrMySeminars',
    loadable(() => import('../components/seminars/MySeminarsPage')),
    loadMySeminars,
  ),
  '/aufnahmen': pageRoute(
    'zrAdmissions',
    loadable(() => import('../components/members/AdmissionsPage')),
    loadAdmissions,
  ),
  '/verzeichnis': pageRoute(
    'zrDirectory',
    loadable(() => import('../components/members/DirectoryPage')),
    loadDirectory,
  ),
  '/mitglieder': pageRoute(
    'zrOffice',
    loadable(() => import('../components/members/OfficePage')),
    loadOffice,
  ),
  '/mitglieder/import': pageRoute(
    'zrImport',
    loadable(() => import('../components/members/ImportPage')),
    loadMe,
  ),
  '/schluessel': pageRoute(
    'zrKeys',
    loadable(() => import('../components/keys/KeysPage')),
    loadKeys,
  ),
  '/redaktion': pageRoute(
    'zrReviews',
    loadable(() => import('../components/knowledge/ReviewsPage')),
    loadReviews,
  ),
  '/redaktion/import': pageRoute(
    'zrPracticesImport',
    loadable(() => import('../components/practices/ImportPage')),
  ),
  '/meine-texte': pageRoute(
    'zrOwnTexts',
    loadable(() => import('../components/knowledge/OwnTextsPage')),
    loadOwnTexts,
  ),
  '/einreichen/praxisbeispiel': pageRoute(
    'zrSubmitPractice',
    loadable(() => import('../components/submission/PracticeSubmission')),
    loadMe,
  ),
  '/einreichen/artikel': pageRoute(
    'zrSubmitArticle',
    loadable(() => import('../components/submission/ArticleSubmission')),
    loadMe,
  ),
  '/einreichen/foerderantrag': pageRoute(
    'zrGrantForm',
    loadable(() => import('../components/grants/form/GrantForm')),
    loadMe,
  ),
  [WORK_LIST]: pageRoute(
    'zrGrants',
    loadable(() => import('../components/grants/staff/WorkListPage')),
    loadWork,
  ),
  [FIGURES]: pageRoute(
    'zrGrantFigures',
    loadable(() => import('../components/grants/staff/FiguresPage')),
    loadFigures,
  ),
  [PAYMENTS]: pageRoute(
    'zrGrantPayments',
    loadable(() => import('../components/grants/staff/PaymentsPage')),
    loadPayments,
  ),
  '/mitglieder/kommune/:ars': pageRoute(
    'zrMunicipality',
    loadable(() => import('../components/members/MunicipalityMembersPage')),
    loadMunicipality,
  ),
};

type ContentPage = {
  /** Sections; the content lies one step below them. None: it lies somewhere in any other section. */
  sections: string[];
  /** What follows the path of the content. */
  ending: string;
  component: ComponentType<any>;
};

/** Pages about content. */
const contentPages: ContentPage[] = [
  {
    sections: ['raeume', 'austausch'],
    ending: 'mitglieder',
    component: pageRoute(
      'zrSpaceMembers',
      loadable(() => import('../components/spaces/SpaceMembersPage')),
      loadSpaceMembers,
    ),
  },
  {
    sections: ['formulare'],
    ending: 'einsendungen',
    component: pageRoute(
      'zrSubmissions',
      loadable(() => import('../components/easyform/saved/SavedDataPage')),
      loadSavedData,
    ),
  },
  {
    sections: [],
    ending: 'anmeldungen',
    component: pageRoute(
      'zrRegistrations',
      loadable(() => import('../components/seminars/HostPage')),
      loadRegistrations,
    ),
  },
  {
    sections: [],
    ending: 'anmeldungen/anwesenheit',
    component: pageRoute(
      'zrCheckIn',
      loadable(() => import('../components/seminars/CheckInPage')),
    ),
  },
];

/** All addresses of a page: "/konto/:token" is everything below "/konto", too. */
export function addressesOf(path: string): RegExp {
  const [first] = path.split('/').filter(Boolean);
  return new RegExp(`^/${first}(/.*)?$`);
}

/** Where the content of a page lies, as an expression without groups. In spaces pages may have any name. */
const placeOf = (sections: string[]) =>
  sections.length > 0
    ? `/(?:${sections.join('|')})/[^/]+`
    : '/(?!raeume/|austausch/)[^/]+(?:/[^/]+)+?';

/**
 * The addresses of a page about content. Volto takes out of an address what such
 * an expression matches, to learn the path of the content; the path has to stay,
 * and content of that name elsewhere is content. (A look-behind would do, but
 * stops older browsers altogether.)
 */
export function endingOf({
  sections,
  ending,
}: Omit<ContentPage, 'component'>): RegExp {
  const addresses = new RegExp(`^(${placeOf(sections)})/${ending}/?$`);
  return Object.assign(addresses, {
    [Symbol.replace]: (address: string) =>
      addresses.exec(address)?.[1] ?? address,
  });
}

export default function installRoutes(config: ConfigType) {
  config.addonRoutes = [
    ...(config.addonRoutes ?? []),
    ...routes,
    ...Object.entries(pages).map(([path, component]) => ({
      path,
      exact: true,
      component,
    })),
    ...contentPages.map(({ component, ...page }) => ({
      // The router takes expressions too, which its types do not know.
      path: endingOf(page) as unknown as string,
      exact: true,
      component,
    })),
  ];
  // There is no content to ask for at these addresses, and no editor's frame.
  const settings = config.settings as unknown as Record<string, unknown[]>;
  const addresses = Object.keys(pages).map(addressesOf);
  const endings = contentPages.map(endingOf);
  settings.nonContentRoutes = [
    ...settings.nonContentRoutes,
    ...addresses,
    ...endings,
  ];
  settings.nonContentRoutesPublic = [
    ...settings.nonContentRoutesPublic,
    ...addresses,
    ...endings,
  ];
}
