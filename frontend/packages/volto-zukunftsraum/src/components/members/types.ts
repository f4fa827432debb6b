/** What the services of members answer; see docs/developers/members.md. */

export type Category =
  | 'mayor'
  | 'village-head'
  | 'administration'
  | 'volunteer'
  | 'science'
  | 'consulting';

export type Role = 'member' | 'coordinator';

/** A request for admission, as the inbox shows it. */
export type Admission = {
  id: string;
  status: 'pending' | 'admitted' | 'rejected' | 'withdrawn';
  fullname: string;
  email: string;
  category: Category;
  function?: string;
  message?: string;
  municipality: {
    ars: string;
    name: string;
    state?: string;
    district?: string;
    space_exists: boolean;
    /** How many people coordinate it. */
    coordinators: number;
  } | null;
  /** Nobody of this municipality has been admitted yet. */
  first: boolean;
  requested: string;
  decided?: string | null;
  decided_by?: string | null;
  reason?: string;
};

/** What a person is in: a municipality, with its space if there is one. */
export type Membership = {
  ars: string;
  name: string;
  role: Role;
  space?: string | null;
};

export type RoomMembership = { '@id': string; title: string; role: Role };

/** A request of the person; without a municipality it is for the network alone. */
export type OwnRequest = {
  id: string;
  ars: string | null;
  name: string | null;
  status: Admission['status'];
  requested: string;
};

export type NoticeKind = {
  kind: string;
  title: string;
  /** Does the person get mails of this kind? */
  mail: boolean;
  /** Those cannot be switched off. */
  required: boolean;
};

/** The person who is logged in. */
export type Me = {
  id: string;
  fullname: string;
  email: string;
  category: Category | { token: Category; title: string } | null;
  function: string;
  about: string;
  topics: string[];
  language: string;
  visible_in_directory: boolean;
  newsletter: boolean;
  memberships: Membership[];
  rooms: RoomMembership[];
  requests: OwnRequest[];
  notices: NoticeKind[];
  /** Notices that have not been read. */
  unread: number;
  office: boolean;
  /** This person is an editor: decides about texts. */
  reviews?: boolean;
  /** What this person does with grants; nothing for most. */
  grants?: ('examiner' | 'approver' | 'finance')[];
  /** Requests that wait for a decision of this person. */
  admissions_open: number;
};

/** A person in the directory: never with an address. */
export type Contact = {
  id: string;
  fullname: string;
  category: Category;
  function?: string;
  about?: string;
  topics?: string[];
  municipalities: { ars: string; name: string; state?: string }[];
};

/** A member in the list of the office. */
export type OfficeMember = {
  id: string;
  fullname: string;
  email: string;
  category: Category;
  municipalities: { ars: string; name: string; role?: Role }[];
  created?: string | null;
  last_login?: string | null;
};
