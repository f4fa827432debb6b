import { useState } from 'react';
import type { ComponentType } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import config from '@plone/volto/registry';
import { flattenToAppURL, getBaseUrl } from '@plone/volto/helpers/Url/Url';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import Loaded from '../listing/Loaded';
import CommentForm from './CommentForm';
import CommentItem from './CommentItem';
import { STEP, answersOf, commentsPath, threads } from './thread';
import type { Conversation, Thread } from './thread';

const messages = defineMessages({
  title: {
    id: 'zr.comments.title',
    defaultMessage:
      '{total, plural, =0 {Comments on this page} one {# comment} other {# comments}}',
  },
  none: {
    id: 'zr.comments.none',
    defaultMessage: 'Nobody has written a comment yet.',
  },
  label: { id: 'zr.comments.label', defaultMessage: 'Your comment' },
  send: { id: 'zr.comments.send', defaultMessage: 'Send the comment' },
  more: { id: 'zr.comments.more', defaultMessage: 'Show more comments' },
  added: {
    id: 'zr.comments.added',
    defaultMessage: 'Your comment stands on the page now.',
  },
  replied: {
    id: 'zr.comments.replied',
    defaultMessage: 'Your reply stands on the page now.',
  },
  changed: {
    id: 'zr.comments.saved',
    defaultMessage: 'Your comment has been changed.',
  },
  removeTitle: {
    id: 'zr.comments.remove.title',
    defaultMessage: 'Delete the comment?',
  },
  removeText: {
    id: 'zr.comments.remove.text',
    defaultMessage: 'It cannot be brought back.',
  },
  removeAnswers: {
    id: 'zr.comments.remove.answers',
    defaultMessage:
      '{count, plural, one {The reply to it is deleted too.} other {The # replies to it are deleted too.}}',
  },
  remove: {
    id: 'zr.comments.remove.submit',
    defaultMessage: 'Delete the comment',
  },
  removed: {
    id: 'zr.comments.removed',
    defaultMessage: 'The comment has been deleted.',
  },
});

/** What people say about a page, below it. */
const Comments = ({ pathname }: { pathname: string }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const reload = useReload();
  const path = getBaseUrl(pathname);
  const [shown, setShown] = useState(STEP);
  const list = commentsPath(path, shown);
  const conversation = useResource<Conversation>(list);
  const { text, announce } = useAnnouncement();
  const [removed, setRemoved] = useState<Thread | null>(null);

  const known = conversation.data;
  if (known && !known.permissions.view_comments) return null;

  const Container = config.getComponent({ name: 'Container' })
    .component as ComponentType<any>;
  const Wrapper = Container ?? 'div';
  const isEmpty = known?.items_total === 0;
  if (known && isEmpty && !known.permissions.can_reply) return null;

  const written = (words: string) => {
    announce(words);
    reload(list);
  };

  return (
    <Wrapper className="zr-comments">
      <section aria-labelledby="zr-comments">
        <h2 id="zr-comments">
          {t(messages.title, { total: known?.items_total ?? 0 })}
        </h2>
        <Announcement text={text} />
        <Loaded resource={conversation} onRetry={() => reload(list)}>
          {({ items, items_total: total, permissions }) => (
            <>
              {total === 0 && <p className="zr-muted">{t(messages.none)}</p>}
              <ol>
                {threads(items).map((thread) => (
                  <CommentItem
                    key={thread.comment_id}
                    thread={thread}
                    onWritten={(what) => written(t(messages[what]))}
                    onRemove={setRemoved}
                  />
                ))}
              </ol>
              {total > items.length && (
                <button
                  type="button"
                  className="zr-button zr-button--secondary"
                  onClick={() => setShown(shown + STEP)}
                >
                  {t(messages.more)}
                </button>
              )}
              {permissions.can_reply && (
                <CommentForm
                  id="zr-comment-new"
                  label={t(messages.label)}
                  submitLabel={t(messages.send)}
                  op="post"
                  path={`${path}/@comments`}
                  onDone={() => written(t(messages.added))}
                />
              )}
            </>
          )}
        </Loaded>
      </section>
      {removed && (
        <FormDialog
          title={t(messages.removeTitle)}
          submitLabel={t(messages.remove)}
          danger
          action={() => call('del', flattenToAppURL(removed['@id']))}
          onDone={() => {
            setRemoved(null);
            written(t(messages.removed));
          }}
          onClose={() => setRemoved(null)}
        >
          <p>
            {t(messages.removeText)}
            {answersOf(removed) > 0 &&
              ` ${t(messages.removeAnswers, { count: answersOf(removed) })}`}
          </p>
        </FormDialog>
      )}
    </Wrapper>
  );
};

export default Comments;
