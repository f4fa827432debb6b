import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { persistAuthToken as persistAuthTokenOfVolto } from '@plone/volto-original/helpers/AuthToken/AuthToken';
import { persistAuthToken } from './AuthToken';

const claims = { sub: 'a', exp: Date.now() / 1000 + 3600 };
const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

const store = () => ({
  getState: () => ({ userSession: { token } }),
  subscribe: vi.fn(),
  dispatch: vi.fn(),
});
const request = { universalCookies: { get: () => token } };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('keeps nothing of a page on the server, unlike Volto', () => {
  const [ours, stock] = [store(), store()];
  persistAuthTokenOfVolto(stock, request);
  expect(vi.getTimerCount()).toBe(1);
  vi.clearAllTimers();
  persistAuthToken(ours, request);
  expect(vi.getTimerCount()).toBe(0);
  expect(ours.subscribe).not.toHaveBeenCalled();
});

it('renews the session in the browser', () => {
  const ours = store();
  persistAuthToken(ours);
  expect(vi.getTimerCount()).toBe(1);
  expect(ours.subscribe).toHaveBeenCalled();
});
