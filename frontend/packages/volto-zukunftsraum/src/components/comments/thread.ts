/** A comment as plone.restapi gives it, and how comments hang together. */

export type Comment = {
  '@id': string;
  comment_id: string;
  in_reply_to: string | null;
  text: { data: string; 'mime-type': string };
  author_username: string | null;
  author_name: string | null;
  creation_date: string;
  modification_date: string | null;
  is_editable: boolean;
  is_deletable: boolean;
  can_reply: boolean;
};

export type Conversation = {
  items: Comment[];
  items_total: number;
  permissions: { view_comments: boolean; can_reply: boolean };
};

export type Thread = Comment & { replies: Thread[] };

export const STEP = 50;

/** The comments of a page, as many as `shown`. */
export const commentsPath = (path: string, shown = STEP) =>
  `${path}/@comments?b_size=${shown}`;

/**
 * The comments as trees, in their order. An answer to a comment that is not
 * there stands by itself, so that nothing gets lost.
 */
export function threads(comments: Comment[]): Thread[] {
  const known = new Map<string, Thread>(
    comments.map((comment) => [
      comment.comment_id,
      { ...comment, replies: [] },
    ]),
  );
  const roots: Thread[] = [];
  for (const thread of known.values()) {
    const parent = thread.in_reply_to && known.get(thread.in_reply_to);
    (parent ? parent.replies : roots).push(thread);
  }
  return roots;
}

/** How many answers hang at a comment, answers to answers included. */
export const answersOf = ({ replies }: Thread): number =>
  replies.reduce((sum, reply) => sum + 1 + answersOf(reply), 0);

/** Was the text changed after it was written? */
export function isChanged({ creation_date, modification_date }: Comment) {
  if (!modification_date) return false;
  const minute = 60_000;
  return Date.parse(modification_date) - Date.parse(creation_date) > minute;
}
