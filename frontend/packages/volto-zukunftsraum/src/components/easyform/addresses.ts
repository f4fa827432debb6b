/**
 * Where the server of the website shows the pages of Plone's classic interface
 * that this one lacks (express-middleware/classic.ts).
 */
export const CLASSIC = '/klassisch';

/** The form itself there, for what cannot be filled in here. */
export const classicFormUrl = (path: string) => `${CLASSIC}${path}/view`;

/** The form builder: the fields of a form, and what happens after it was sent. */
export const builderUrl = (path: string, part: 'fields' | 'actions') =>
  `${CLASSIC}${path}/${part}`;

/** What came in, for those who may read it. */
export const submissionsUrl = (path: string) => `${path}/einsendungen`;
