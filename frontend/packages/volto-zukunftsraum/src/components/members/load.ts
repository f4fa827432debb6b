import type { PageContext } from '../site/pageRoute';
import { loadMunicipalities } from '../../store/municipalities';
import { listPath } from '../listing/urlParameters';
import { mailDomainsPath, memberListPath } from '../spaces/queries';
import { ME } from './useMe';

// What the pages of members read, by the address at which they stand.

/** The inbox; `?status=decided` shows what is behind us. */
export function admissionsPath(search: string) {
  const asked = new URLSearchParams(search);
  const isDecided = asked.get('status') === 'decided';
  asked.set('status', isDecided ? 'decided' : 'pending');
  return listPath('/@admissions', `?${asked}`, ['status', 'ars']);
}

/** What the directory can be narrowed by: parameters of its page and of the API. */
export const DIRECTORY_FILTERS = ['q', 'ars', 'topic', 'state'] as const;

export const directoryPath = (search: string) =>
  listPath('/@directory', search, DIRECTORY_FILTERS);

/** The Länder, from the register. */
export const STATES_PATH = '/@municipalities?kind=federal-state&b_size=25';

/** The name of the municipality that an address names by its key. */
const loadFilter = ({ store, location }: PageContext) =>
  loadMunicipalities(store, [new URLSearchParams(location.search).get('ars')]);

export async function loadAdmissions(context: PageContext) {
  const { get, location, loggedIn } = context;
  if (!loggedIn) return;
  await Promise.all([
    get(ME),
    get(admissionsPath(location.search)),
    loadFilter(context),
  ]);
}

export async function loadDirectory(context: PageContext) {
  const { get, location, loggedIn } = context;
  if (!loggedIn) return;
  await Promise.all([
    get(ME),
    get(STATES_PATH),
    get(directoryPath(location.search)),
    loadFilter(context),
  ]);
}

/** All members, for the office. */
export const officePath = (search: string) =>
  listPath('/@members', search, ['q', 'ars']);

export async function loadOffice(context: PageContext) {
  const { get, location, loggedIn } = context;
  if (!loggedIn) return;
  await Promise.all([get(officePath(location.search)), loadFilter(context)]);
}

export const loadMe = async ({ get, loggedIn }: PageContext) =>
  loggedIn && get(ME);

/** The members of one municipality, at /mitglieder/kommune/<ars>. */
export async function loadMunicipality({
  get,
  location,
  loggedIn,
  store,
}: PageContext) {
  if (!loggedIn) return;
  const ars = location.pathname.replace(/\/$/, '').split('/').pop() as string;
  await Promise.all([
    get(ME),
    get(memberListPath(`/@memberships/${ars}`, location.search)),
    get(mailDomainsPath(ars)),
    loadMunicipalities(store, [ars]),
  ]);
}
