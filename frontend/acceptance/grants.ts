import { expect } from '@playwright/test';
import { session } from './people';

// Applications for micro grants, made and moved over the REST API.

export const SPACE = '/raeume/musterstadt';
export const CALL = '/foerderung/aufruf';

/** The day that many days from today: "2027-01-31". */
export const day = (days: number) =>
  new Date(Date.now() + days * 24 * 3600_000).toLocaleDateString('sv-SE', {
    timeZone: 'Europe/Berlin', // in UTC it is yesterday for an hour or two
  });

type Api = Awaited<ReturnType<typeof session>>;

/** The path of content in an answer. */
export const pathIn = (body: { '@id': string }) =>
  new URL(body['@id']).pathname
    .replace(/^\/\+\+api\+\+/, '')
    .replace(/\/$/, '');

/** An application of Musterstadt over 60 EUR with nothing missing, a draft; its path. */
export async function newApplication(
  api: Api,
  title: string,
  fields: object = {},
): Promise<string> {
  const call = await api.get(CALL);
  expect(call.status).toBe(200);
  const made = await api.post(SPACE, {
    '@type': 'GrantApplication',
    title,
    year: call.body.year,
    description: 'Ein Antrag aus den Tests.',
    topics: ['housing'],
    target_groups: ['Alle'],
    relation_to_demography: 'Viele werden älter.',
    goals: [{ goal: 'Ein Plan', indicator: 'Er liegt vor' }],
    measures: 'Ein Gespräch.',
    period_start: day(20),
    period_end: day(40),
    office: 'Stabsstelle',
    contact_name: 'Kim Beispiel',
    contact_email: 'kim@musterstadt.example',
    signatories: [{ name: 'Toni Muster', function: 'Bürgermeisterin' }],
    cost_plan: [
      {
        category: 'moderation',
        description: 'Gespräch',
        units: '1',
        rate: '60.00',
      },
    ],
    amount_requested: '60.00',
    declarations: call.body.declarations,
    payee: 'Stadtkasse Musterstadt',
    iban: 'DE89370400440532013000',
    ...fields,
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return pathIn(made.body);
}

/** A step of an application as somebody; it has to work. */
export async function step(
  login: string,
  path: string,
  name: string,
  inputs: object = {},
) {
  const api = await session(login);
  const done = await api.post(`${path}/@workflow/${name}`, inputs);
  expect(done.status, `${name}: ${JSON.stringify(done.body)}`).toBe(200);
  return done.body;
}
