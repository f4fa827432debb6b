import { expect, it } from 'vitest';
import { getCookieOptions } from './cookies';

it('says of every cookie that other websites do not send it along', () => {
  expect(getCookieOptions()).toMatchObject({ sameSite: 'lax', path: '/' });
  expect(getCookieOptions({ secure: true })).toMatchObject({
    sameSite: 'lax',
    secure: true,
  });
  expect(getCookieOptions({ sameSite: 'strict' }).sameSite).toBe('strict');
});
