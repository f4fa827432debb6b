/**
 * What can be said about a password while it is typed. The backend decides
 * whether it is good enough; this only keeps people from needless attempts.
 */
export type PasswordHint =
  | { kind: 'empty' }
  | { kind: 'short'; missing: number }
  | { kind: 'uniform' }
  | { kind: 'enough' };

/** Fewer different characters than this are guessed quickly, however many there are. */
const DIFFERENT = 6;

export function passwordHint(password: string, length: number): PasswordHint {
  const characters = [...password];
  if (characters.length === 0) return { kind: 'empty' };
  if (characters.length < length) {
    return { kind: 'short', missing: length - characters.length };
  }
  const different = new Set(password.toLowerCase()).size;
  return { kind: different < DIFFERENT ? 'uniform' : 'enough' };
}
