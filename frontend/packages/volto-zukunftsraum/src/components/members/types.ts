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
    coordinators: number;
  } | null;
  /** Nobody of this municipality has been admitted yet. */
  first: boolean;
  requested: string;
  decided?: string | null;
  decided_by?: string | null;
  reason?: string;
};

/** The person who is logged in, as far as our pages ask. */
export type Me = {
  id: string;
  fullname: string;
  memberships: { ars: string; name: string; role: Role; space?: string }[];
  rooms: { '@id': string; title: string; role: Role }[];
  office: boolean;
  admissions_open: number;
  visible_in_directory: boolean;
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
