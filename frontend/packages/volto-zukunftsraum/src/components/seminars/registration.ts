import { useCallback } from 'react';
import { useDispatch } from 'react-redux';
import { getContent } from '@plone/volto/actions/content/content';
import { useReload } from '../../store/useReload';
import type { Material } from './Materials';

// What the services of registration say; see docs/developers/seminars.md.

export type Phase =
  | 'open'
  | 'not_yet'
  | 'closed'
  | 'over'
  | 'cancelled'
  | 'not_announced';

/** Where somebody stands; the position is of the waiting list. */
export type Place = {
  status: 'confirmed' | 'waiting';
  position: number | null;
};

export type Question = {
  name: string;
  kind: 'line' | 'text' | 'yes_no' | 'number' | 'date' | 'choice' | 'choices';
  title: string;
  description: string;
  required: boolean;
  /** Token and title. */
  options: [string, string][];
  least: number | null;
  most: number | null;
};

/** What a seminar says about registering for it. */
export type RegistrationOffer = {
  phase: Phase;
  own: Place | null;
  may_register: boolean;
  /** What registering now would give; null: nothing. */
  outlook: Place['status'] | null;
  seats: number | null;
  seats_left: number | null;
  waiting: number;
  waiting_list: boolean;
  guests: boolean;
  access_hours: number;
  consent: { version: string; text: string };
  questions: Question[];
  can_manage: boolean;
};

/** What there is for who is registered, when it is time. */
export type PlaceOffers = {
  access_link: string | null;
  /** By which hosts note that the person is there; qr is an SVG. */
  check_in?: { code: string; qr: string } | null;
  certificate?: string | null;
};

/** The own registration, as its service tells it. */
export type OwnRegistration = Place &
  PlaceOffers & { registered: string; attended: boolean | null };

/** The registration of a guest, as its service tells it to who has the link. */
export type GuestRegistration = Place &
  PlaceOffers & {
    title: string;
    dates: { start: string; end: string }[];
    location: string | null;
    phase: Phase;
    access_hours: number;
    feedback: string | null;
    recording_link: string | null;
    materials: Material[];
  };

/** What is typed or chosen as the answer to a question. */
export type Answer = string | boolean | string[];

export const registrationPath = (path: string) => `${path}/@registration`;

export const emptyAnswer = ({ kind }: Question): Answer => {
  if (kind === 'yes_no') return false;
  return kind === 'choices' ? [] : '';
};

/** An answer as the API takes it; what is no whole number it refuses in words. */
export function answerToSend({ kind }: Question, answer: Answer) {
  if (kind !== 'number' || typeof answer !== 'string') return answer;
  const text = answer.trim();
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

/**
 * The path of the seminar that the link of a mail names; empty where it is not one
 * as our mails have it. What is sent to it must not reach anything else.
 */
export function seminarOfLink(search: string): string {
  const path = new URLSearchParams(search).get('veranstaltung') ?? '';
  return /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(path) ? path : '';
}

/** A function that reads the page of a seminar anew, after somebody has registered or left. */
export function useRefreshSeminar(path: string) {
  const dispatch: (action: unknown) => any = useDispatch();
  const reload = useReload();
  return useCallback(
    async (isRegistered: boolean) => {
      await Promise.allSettled([
        dispatch(getContent(path)),
        reload(isRegistered ? registrationPath(path) : null),
      ]);
    },
    [dispatch, path, reload],
  );
}
