/** Seconds that the oldest answer is old of which a page is made, by the visitor's request. */
const ages = new WeakMap<object, number>();

/** Note how old an answer of the API is (its header `Age`) that a page is made of. */
export function noteAge(request: object, told: string | undefined) {
  if (told && /^\d+$/.test(told)) {
    ages.set(request, Math.max(ageOf(request), Number(told)));
  }
}

/** How old what is in a page is, in seconds: 0 where all is new. */
export const ageOf = (request: object) => ages.get(request) ?? 0;
