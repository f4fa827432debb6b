/**
 * The hour that has begun, for questions such as "what is still to come": server
 * and browser ask for the same, and a cache can answer.
 */
export function thisHour(now: Date = new Date()): string {
  return `${now.toISOString().slice(0, 13)}:00:00Z`;
}
