/** What the service @api-keys answers; see docs/operators/headless.md. */

export const SCOPES = ['network', 'figures', 'harvest'] as const;

export type Scope = (typeof SCOPES)[number];

/** A key of another site. Days have no time ("2027-12-31"). */
export type ApiKey = {
  id: string;
  site: string;
  /** Mail address; empty when the key is revoked. */
  contact: string;
  scopes: Scope[];
  state: 'active' | 'expired' | 'revoked';
  created: string;
  expires: string | null;
  revoked: string | null;
  last_used: string | null;
};

/** A key as it is told once, with the key itself. */
export type NewKey = ApiKey & { token: string };
