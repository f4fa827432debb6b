import type { PageContext } from '../../site/pageRoute';
import { loadMunicipalities } from '../../../store/municipalities';
import { listPath } from '../../listing/urlParameters';
import { ME } from '../../members/useMe';

export const WORK_LIST = '/foerderantraege';
export const FIGURES = '/foerderantraege/kennzahlen';
export const PAYMENTS = '/foerderantraege/auszahlungen';

export const workflowPath = (path: string) => `${path}/@workflow`;
export const paymentPath = (path: string) => `${path}/@payment`;

/** How many entries of the audit are asked for at once. */
export const AUDIT_SIZE = 50;

export const auditPath = (path: string, start = 0) =>
  `${path}/@audit?b_start=${start}&b_size=${AUDIT_SIZE}`;

/** By what the list is narrowed and sorted; the address says `ars`, as on other pages, and the API `municipality`. */
const WORK_FILTERS = ['list', 'year', 'state', 'municipality', 'q', 'sort'];

const asked = (search: string) => {
  const parameters = new URLSearchParams(search);
  const ars = parameters.get('ars');
  parameters.delete('ars');
  if (ars) parameters.set('municipality', ars);
  return `?${parameters}`;
};

export const workPath = (search: string) =>
  listPath('/@grants', asked(search), WORK_FILTERS);

/** All rows of the filter, as a table. */
export function workExportPath(search: string, format: string) {
  const given = new URLSearchParams(asked(search));
  const query = new URLSearchParams();
  for (const name of WORK_FILTERS) {
    const value = (given.get(name) ?? '').trim();
    if (value) query.set(name, value);
  }
  query.set('format', format);
  return `/@grants?${query}`;
}

export const figuresPath = (search: string, format = '') => {
  const year = new URLSearchParams(search).get('year') ?? '';
  const query = new URLSearchParams();
  if (year) query.set('year', year);
  if (format) query.set('format', format);
  return year || format ? `/@grant-figures?${query}` : '/@grant-figures';
};

export const paymentsPath = (search: string) =>
  listPath('/@grant-payments', search, ['year', 'state']);

export async function loadWork({
  get,
  location,
  loggedIn,
  store,
}: PageContext) {
  if (!loggedIn) return;
  const { search } = location;
  await Promise.all([
    get(ME),
    get(workPath(search)),
    loadMunicipalities(store, [new URLSearchParams(search).get('ars')]),
  ]);
}

export async function loadFigures({ get, location, loggedIn }: PageContext) {
  if (!loggedIn) return;
  await Promise.all([get(ME), get(figuresPath(location.search))]);
}

export async function loadPayments({ get, location, loggedIn }: PageContext) {
  if (!loggedIn) return;
  await Promise.all([get(ME), get(paymentsPath(location.search))]);
}
