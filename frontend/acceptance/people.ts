import { expect, request } from '@playwright/test';
import { linkIn, mailTo } from './helpers';

// People for the browser tests, made over the REST API: each test has its own,
// so that it can run again on the same site. Nothing here touches the cookies of
// the browser.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';

export const MUSTERSTADT = '990000000001';
export const BEISPIELHAUSEN = '990000000002';

/** The password of everybody made here. */
export const SECRET = 'Kaffee Ampel Wolke Tisch';

let count = 0;

export interface Person {
  id: string;
  fullname: string;
  email: string;
}

const client = () =>
  request.newContext({
    baseURL: process.env.BASE_URL ?? 'http://localhost:3000',
    extraHTTPHeaders: { Accept: 'application/json' },
  });

/** A session of the REST API. */
export async function session(login: string, password = PASSWORD) {
  const answer = await (
    await client()
  ).post('/++api++/@login', { data: { login, password } });
  expect(answer.ok(), `login of ${login}: ${answer.status()}`).toBe(true);
  const { token } = await answer.json();
  const headers = { Authorization: `Bearer ${token}` };
  const api = await client();
  const call = async (method: string, path: string, data?: unknown) => {
    const response = await api.fetch(`/++api++${path}`, {
      method,
      headers,
      data,
    });
    const text = await response.text();
    return {
      status: response.status(),
      body: text ? JSON.parse(text) : null,
    };
  };
  return {
    get: (path: string) => call('GET', path),
    post: (path: string, data: unknown = {}) => call('POST', path, data),
    patch: (path: string, data: unknown) => call('PATCH', path, data),
    delete: (path: string, data: unknown = {}) => call('DELETE', path, data),
  };
}

type Options = {
  category?: string;
  municipality?: string | null;
  function?: string;
  message?: string;
  visible?: boolean;
};

/** Somebody who has signed up and confirmed their address, and waits. */
export async function signUp(
  name: string,
  {
    category = 'administration',
    municipality = MUSTERSTADT,
    function: task = '',
    message = '',
    visible = false,
  }: Options = {},
): Promise<Person> {
  count += 1;
  const mark = `${Date.now()}${count}`;
  const fullname = `${name} ${mark}`;
  const email = `person.${mark}@post.example`;
  const api = await client();
  const form = await api.get('/++api++/@signup');
  const { privacy_version } = await form.json();
  const signed = await api.post('/++api++/@signup', {
    data: {
      fullname,
      email,
      municipality,
      category,
      function: task,
      message,
      privacy_version,
      accept_privacy: true,
      newsletter: false,
      visible_in_directory: visible,
    },
  });
  expect(signed.status(), await signed.text()).toBe(202);
  const link = linkIn(await mailTo(email), '/registrieren/bestaetigen/');
  const confirmed = await api.post('/++api++/@signup-confirm', {
    data: { token: link.split('/').pop(), password: SECRET },
  });
  expect(confirmed.status(), await confirmed.text()).toBe(201);
  const { member } = await confirmed.json();
  return { id: member, fullname, email };
}

/** Somebody whom the office has admitted. */
export async function newMember(
  name: string,
  options: Options & { coordinator?: boolean } = {},
): Promise<Person> {
  const person = await signUp(name, options);
  const office = await session('geschaeftsstelle');
  const waiting = await office.get('/@admissions?status=pending&b_size=100');
  const mine = waiting.body.items.find(
    (item: { email: string }) => item.email === person.email,
  );
  const decided = await office.post(`/@admissions/${mine.id}`, {
    decision: 'admit',
    coordinator: Boolean(options.coordinator),
  });
  expect(decided.status, JSON.stringify(decided.body)).toBe(200);
  return person;
}
