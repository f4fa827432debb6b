/** What a sign-up consists of; the words for the API are those of `POST /@signup`. */

export const SIGNUP_PATH = '/@signup';

export const invitationPath = (token: string) =>
  `/@invitations/${encodeURIComponent(token)}`;

/** What `GET /@signup` answers. */
export type SignupOffer = {
  privacy_version: string;
  privacy_url: string;
  password_min_length: number;
  categories: { token: string; title: string; municipal: boolean }[];
};

/** An invitation that the person has opened: address and municipality are fixed by it. */
export type Invited = {
  token: string;
  email: string;
  municipality: { ars: string; name: string };
};

export type SignupValues = {
  fullname: string;
  email: string;
  category: string;
  municipality: { ars: string; name: string } | null;
  function: string;
  accept_privacy: boolean;
  newsletter: boolean;
  visible_in_directory: boolean;
  message: string;
  /** For programs that fill in every field; people do not see it. */
  website: string;
};

export type SignupField = keyof SignupValues;

export const EMPTY: SignupValues = {
  fullname: '',
  email: '',
  category: '',
  municipality: null,
  function: '',
  accept_privacy: false,
  newsletter: false,
  visible_in_directory: false,
  message: '',
  website: '',
};

export const STEPS = 3;

/** The fields by the step that asks for them. */
const FIELDS: SignupField[][] = [
  ['fullname', 'email'],
  ['category', 'municipality', 'function'],
  ['accept_privacy', 'newsletter', 'visible_in_directory', 'message'],
];

export const ALL_FIELDS: string[] = FIELDS.flat();

export const fieldsOf = (step: number) => FIELDS[step - 1];

/** The first step that asks for one of these fields. */
export const stepOf = (fields: string[]): number =>
  FIELDS.findIndex((own) => own.some((field) => fields.includes(field))) + 1;

/** Does a person of this category belong to a municipality? */
export const isMunicipal = (
  offer: SignupOffer | undefined,
  category: string,
): boolean =>
  Boolean(offer?.categories.find(({ token }) => token === category)?.municipal);

/** The fields of a step that are needed and still empty, or that cannot be right. */
export function missingIn(
  step: number,
  values: SignupValues,
  offer: SignupOffer | undefined,
): SignupField[] {
  const isMissing: Partial<Record<SignupField, boolean>> = {
    fullname: !values.fullname.trim(),
    email: !/^\S+@\S+$/.test(values.email.trim()),
    category: !values.category,
    municipality: isMunicipal(offer, values.category) && !values.municipality,
    accept_privacy: !values.accept_privacy,
  };
  return fieldsOf(step).filter((field) => isMissing[field]);
}

/** The body of `POST /@signup`. */
export function signupData(
  values: SignupValues,
  offer: SignupOffer,
  invited: Invited | null,
) {
  return {
    ...values,
    fullname: values.fullname.trim(),
    email: values.email.trim(),
    municipality: isMunicipal(offer, values.category)
      ? values.municipality?.ars ?? null
      : null,
    privacy_version: offer.privacy_version,
    ...(invited && { invitation: invited.token }),
  };
}
