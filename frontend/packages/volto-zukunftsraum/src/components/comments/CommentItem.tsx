import { useEffect, useRef, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { clock, longDate } from '../../helpers/dates';
import { localHtml } from '../page/localHtml';
import CommentForm from './CommentForm';
import { isChanged } from './thread';
import type { Thread } from './thread';

const messages = defineMessages({
  former: { id: 'zr.comments.former', defaultMessage: 'Former member' },
  when: { id: 'zr.comments.when', defaultMessage: '{date}, {time}' },
  changed: { id: 'zr.comments.changed', defaultMessage: 'changed' },
  reply: { id: 'zr.comments.reply', defaultMessage: 'Reply' },
  replyTo: {
    id: 'zr.comments.reply.to',
    defaultMessage: 'Reply to {name}',
  },
  sendReply: {
    id: 'zr.comments.reply.send',
    defaultMessage: 'Send the reply',
  },
  edit: { id: 'zr.comments.edit', defaultMessage: 'Change' },
  editLabel: {
    id: 'zr.comments.edit.label',
    defaultMessage: 'Change your comment',
  },
  editName: {
    id: 'zr.comments.edit.name',
    defaultMessage: 'Change the comment of {name}, {date}',
  },
  save: { id: 'zr.comments.edit.save', defaultMessage: 'Save' },
  remove: { id: 'zr.comments.remove', defaultMessage: 'Delete' },
  removeName: {
    id: 'zr.comments.remove.name',
    defaultMessage: 'Delete the comment of {name}, {date}',
  },
});

/** Answers deeper than this stand below each other, so that lines stay wide enough. */
const DEEPEST = 2;

type Props = {
  thread: Thread;
  depth?: number;
  /** Something was written: say so, and read the comments anew. */
  onWritten: (what: 'replied' | 'changed') => void;
  onRemove: (thread: Thread) => void;
};

/** A comment with what may be done to it, and the answers to it. */
const CommentItem = ({ thread, depth = 0, onWritten, onRemove }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const [open, setOpen] = useState<'reply' | 'edit' | null>(null);
  const replyButton = useRef<HTMLButtonElement>(null);
  const editButton = useRef<HTMLButtonElement>(null);
  const field = `zr-comment-${thread.comment_id}`;
  const path = flattenToAppURL(thread['@id']);
  const name = thread.author_name || t(messages.former);
  const date = longDate(thread.creation_date, intl.locale);

  useEffect(() => {
    if (open) document.getElementById(field)?.focus();
  }, [open, field]);

  const cancel = () => {
    const button = open === 'reply' ? replyButton : editButton;
    setOpen(null);
    // The button is there again after the form is gone.
    setTimeout(() => button.current?.focus());
  };

  const done = () => {
    const what = open === 'reply' ? 'replied' : 'changed';
    setOpen(null);
    onWritten(what);
  };

  return (
    <li>
      <article
        className="zr-comment"
        id={thread.comment_id}
        aria-labelledby={`${field}-by`}
      >
        <p id={`${field}-by`} className="zr-comment-by">
          <strong>{name}</strong>{' '}
          <span className="zr-muted">
            {t(messages.when, {
              date,
              time: clock(thread.creation_date, intl.locale),
            })}
            {isChanged(thread) && ` · ${t(messages.changed)}`}
          </span>
        </p>
        {open === 'edit' ? (
          <CommentForm
            id={field}
            label={t(messages.editLabel)}
            submitLabel={t(messages.save)}
            text={thread.text.data}
            op="patch"
            path={path}
            onDone={done}
            onCancel={cancel}
          />
        ) : (
          <>
            {thread.text['mime-type'] === 'text/plain' ? (
              <p className="zr-comment-text">{thread.text.data}</p>
            ) : (
              <div
                className="zr-comment-text"
                dangerouslySetInnerHTML={{
                  __html: localHtml(thread.text.data),
                }}
              />
            )}
            <p className="zr-comment-actions">
              {thread.can_reply && open !== 'reply' && (
                <button
                  type="button"
                  ref={replyButton}
                  className="zr-button zr-button--quiet"
                  aria-label={t(messages.replyTo, { name })}
                  onClick={() => setOpen('reply')}
                >
                  {t(messages.reply)}
                </button>
              )}
              {thread.is_editable && (
                <button
                  type="button"
                  ref={editButton}
                  className="zr-button zr-button--quiet"
                  aria-label={t(messages.editName, { name, date })}
                  onClick={() => setOpen('edit')}
                >
                  {t(messages.edit)}
                </button>
              )}
              {thread.is_deletable && (
                <button
                  type="button"
                  className="zr-button zr-button--quiet"
                  aria-haspopup="dialog"
                  aria-label={t(messages.removeName, { name, date })}
                  onClick={() => onRemove(thread)}
                >
                  {t(messages.remove)}
                </button>
              )}
            </p>
          </>
        )}
        {open === 'reply' && (
          <CommentForm
            id={field}
            label={t(messages.replyTo, { name })}
            submitLabel={t(messages.sendReply)}
            op="post"
            path={path}
            onDone={done}
            onCancel={cancel}
          />
        )}
      </article>
      {thread.replies.length > 0 && (
        <ol className={depth < DEEPEST ? 'zr-comment-replies' : undefined}>
          {thread.replies.map((reply) => (
            <CommentItem
              key={reply.comment_id}
              thread={reply}
              depth={depth + 1}
              onWritten={onWritten}
              onRemove={onRemove}
            />
          ))}
        </ol>
      )}
    </li>
  );
};

export default CommentItem;
