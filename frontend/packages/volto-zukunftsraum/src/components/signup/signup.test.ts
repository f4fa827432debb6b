import { describe, expect, it } from 'vitest';
import { EMPTY, missingIn, signupData, stepOf } from './signup';
import type { SignupOffer } from './signup';

const offer: SignupOffer = {
  privacy_version: '3',
  privacy_url: '/datenschutz',
  password_min_length: 12,
  categories: [
    { token: 'administration', title: 'Verwaltung', municipal: true },
    { token: 'science', title: 'Wissenschaft', municipal: false },
  ],
};

const musterstadt = { ars: '990000000001', name: 'Musterstadt' };
const full = {
  ...EMPTY,
  fullname: ' Erika Mustermann ',
  email: ' erika@musterstadt.example ',
  category: 'administration',
  municipality: musterstadt,
  accept_privacy: true,
};

describe('stepOf', () => {
  it.each([
    [['message', 'email'], 1],
    [['function'], 2],
    [['accept_privacy'], 3],
    [['privacy_version'], 0],
  ])('%s → %s', (fields, step) => {
    expect(stepOf(fields)).toBe(step);
  });
});

describe('missingIn', () => {
  it('names what each step needs', () => {
    expect(missingIn(1, EMPTY, offer)).toEqual(['fullname', 'email']);
    expect(missingIn(2, EMPTY, offer)).toEqual(['category']);
    expect(missingIn(3, EMPTY, offer)).toEqual(['accept_privacy']);
    expect([1, 2, 3].flatMap((step) => missingIn(step, full, offer))).toEqual(
      [],
    );
  });

  it.each(['erika', 'erika @x', '@', 'a b@c'])(
    'takes "%s" for no address',
    (email) => {
      expect(missingIn(1, { ...full, email }, offer)).toEqual(['email']);
    },
  );

  it('needs a municipality for those who belong to one', () => {
    const without = { ...full, municipality: null };
    expect(missingIn(2, without, offer)).toEqual(['municipality']);
    expect(missingIn(2, { ...without, category: 'science' }, offer)).toEqual(
      [],
    );
  });
});

describe('signupData', () => {
  it('is what the API asks for', () => {
    expect(signupData(full, offer, null)).toEqual({
      fullname: 'Erika Mustermann',
      email: 'erika@musterstadt.example',
      category: 'administration',
      municipality: '990000000001',
      function: '',
      privacy_version: '3',
      accept_privacy: true,
      newsletter: false,
      visible_in_directory: false,
      message: '',
      website: '',
    });
  });

  it('leaves out a municipality that was chosen before another category', () => {
    expect(
      signupData({ ...full, category: 'science' }, offer, null).municipality,
    ).toBeNull();
  });

  it('carries the invitation', () => {
    expect(
      signupData(full, offer, {
        token: 'abc',
        email: full.email,
        municipality: musterstadt,
      }),
    ).toMatchObject({ invitation: 'abc', municipality: '990000000001' });
  });
});
