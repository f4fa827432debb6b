import { useState } from 'react';
import { Link, useHistory } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { Content } from '@plone/types';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import copySVG from '@plone/volto/icons/copy.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { clock, isPast, longDate } from '../../helpers/dates';
import { useResource } from '../../store/useResource';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import { useUserId } from '../members/useMe';
import { useAction } from '../page/useAction';
import { stepAddress } from '../submission/steps';
import Changes from './Changes';
import ReviewDialog, { TRANSITIONS, actionLabels } from './ReviewDialogs';
import type { Decision } from './ReviewDialogs';
import { lifePath, workflowPath } from './load';
import type { ReviewLife, State, Workflow } from './types';
import { useRefreshText } from './useRefreshText';

const messages = defineMessages({
  title: { id: 'zr.knowledge.panel', defaultMessage: 'State of the text' },
  network: {
    id: 'zr.knowledge.state.network',
    defaultMessage: 'Members of the network can read this text.',
  },
  published: {
    id: 'zr.knowledge.state.published',
    defaultMessage: 'Everybody can read this text.',
  },
  archived: {
    id: 'zr.knowledge.state.archived',
    defaultMessage: 'This text is archived. Only the editors see it.',
  },
  draft: {
    id: 'zr.knowledge.state.draft',
    defaultMessage: 'Draft: only the author and the editors see this text.',
  },
  pending: {
    id: 'zr.knowledge.state.pending',
    defaultMessage: 'Submitted: the text is with the editors.',
  },
  copy: {
    id: 'zr.knowledge.copy',
    defaultMessage: 'Working copy: readers do not see it.',
  },
  copyOf: {
    id: 'zr.knowledge.copy.of',
    defaultMessage: 'They go on seeing the approved version: {link}',
  },
  hasCopy: {
    id: 'zr.knowledge.copy.there',
    defaultMessage:
      '{name} is working on a copy of this text since {date}: {link}',
  },
  copyLink: {
    id: 'zr.knowledge.copy.link',
    defaultMessage: 'Open the working copy',
  },
  nextDraft: {
    id: 'zr.knowledge.next.draft',
    defaultMessage:
      'What comes next: you complete the text and submit it. The editors publish it, or write to you what is still missing.',
  },
  nextPending: {
    id: 'zr.knowledge.next.pending',
    defaultMessage:
      'What comes next: the editors read the text. You get a notice as soon as they have decided.',
  },
  sentBack: {
    id: 'zr.knowledge.sentBack',
    defaultMessage: 'The editors have sent the text back on {date}:',
  },
  missing: {
    id: 'zr.knowledge.panel.missing',
    defaultMessage: 'Missing before it can be published:',
  },
  reviewed: {
    id: 'zr.knowledge.panel.reviewed',
    defaultMessage: 'Last checked on {date}.',
  },
  due: {
    id: 'zr.knowledge.panel.due',
    defaultMessage: 'The next check is due on {date}.',
  },
  overdue: {
    id: 'zr.knowledge.panel.overdue',
    defaultMessage: 'The check has been due since {date}.',
  },
  fields: {
    id: 'zr.knowledge.panel.fields',
    defaultMessage: 'Complete the text step by step',
  },
  write: {
    id: 'zr.knowledge.panel.write',
    defaultMessage: 'Write the text',
  },
  history: { id: 'zr.knowledge.history', defaultMessage: 'History' },
  entry: {
    id: 'zr.knowledge.history.entry',
    defaultMessage: '{title}: {name}, {date}, {time}',
  },
  said: { id: 'zr.knowledge.said', defaultMessage: 'Done: {action}.' },
  saidSubmit: {
    id: 'zr.knowledge.said.submit',
    defaultMessage:
      'Your text is with the editors. You get a notice as soon as they have decided.',
  },
  saidSentBack: {
    id: 'zr.knowledge.said.sendBack',
    defaultMessage: 'The author has the text back, with your comment.',
  },
});

const WHO_SEES: Record<State, MessageDescriptor> = {
  draft: messages.draft,
  pending: messages.pending,
  network: messages.network,
  published: messages.published,
  archived: messages.archived,
};

const ORDER: Decision[] = [
  'submit',
  'publish',
  'release',
  'send_back',
  'retract',
  'checkin',
  'discard',
  'reviewed',
  'checkout',
  'archive',
  'restore',
];

/** The decisions on offer, by what the workflow and Plone's actions allow. */
export function decisionsOf(
  transitions: string[],
  actions: { checkout: boolean; checkin: boolean; discard: boolean },
  life: ReviewLife,
): Decision[] {
  const isCopy = Boolean(life.working_copy_of);
  const isForReaders =
    !isCopy && (life.state === 'published' || life.state === 'network');
  const offered = new Set<Decision>([
    ...TRANSITIONS.filter((transition) => transitions.includes(transition)),
    // Who may archive a text decides about it, and may confirm it, too.
    ...(isForReaders && transitions.includes('archive')
      ? (['archive', 'reviewed'] as const)
      : []),
    ...(isForReaders && !life.working_copy && actions.checkout
      ? (['checkout'] as const)
      : []),
    ...(isCopy && actions.checkin ? (['checkin'] as const) : []),
    ...(isCopy && actions.discard ? (['discard'] as const) : []),
  ]);
  return ORDER.filter((decision) => offered.has(decision));
}

type Props = { content: Content };

const Panel = ({ content }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const history = useHistory();
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  const life = useResource<ReviewLife>(lifePath(path)).data;
  const workflow = useResource<Workflow>(workflowPath(path)).data;
  const canEdit = useAction('edit');
  const actions = {
    checkout: useAction('iterate_checkout', 'object_buttons'),
    checkin: useAction('iterate_checkin', 'object_buttons'),
    discard: useAction('iterate_checkincancel', 'object_buttons'),
  };
  const refresh = useRefreshText(path);
  const { text, announce } = useAnnouncement();
  const [asked, setAsked] = useState<Decision | null>(null);

  if (!life) return null;
  const date = (value?: string | null) => longDate(value, intl.locale);
  const { working_copy_of: original, working_copy: copy, state } = life;
  const transitions = (workflow?.transitions ?? []).map(
    (transition) => transition['@id'].split('/').pop() as string,
  );
  const decisions = decisionsOf(transitions, actions, life);
  const isOpen = state === 'draft' || state === 'pending';
  const last = life.history[0];
  const isDue = isPast(life.next_review);

  const done = async (decision: Decision, answer?: { '@id'?: string }) => {
    setAsked(null);
    if (decision === 'checkout' && answer?.['@id']) {
      history.push(flattenToAppURL(answer['@id']));
    } else if ((decision === 'checkin' || decision === 'discard') && original) {
      history.push(flattenToAppURL(original['@id']));
    } else {
      await refresh();
      announce(
        decision === 'submit'
          ? t(messages.saidSubmit)
          : decision === 'send_back'
            ? t(messages.saidSentBack)
            : t(messages.said, { action: t(actionLabels[decision]) }),
      );
    }
  };

  return (
    <section className="zr-review zr-panel" aria-labelledby="zr-review-title">
      <h2 id="zr-review-title">{t(messages.title)}</h2>
      <Announcement text={text} />
      {original ? (
        <p className="zr-copy-line">
          <Icon name={copySVG} size="20px" />
          <span>
            <strong>{t(messages.copy)}</strong>{' '}
            {t(messages.copyOf, {
              link: (
                <Link key="original" to={flattenToAppURL(original['@id'])}>
                  {original.title}
                </Link>
              ),
            })}
          </span>
        </p>
      ) : (
        <p>{t(WHO_SEES[state])}</p>
      )}
      {!original && copy && (
        <p className="zr-copy-line">
          <Icon name={copySVG} size="20px" />
          <span>
            {t(messages.hasCopy, {
              name: copy.creator_name ?? '',
              date: date(copy.created),
              link: (
                <Link key="copy" to={flattenToAppURL(copy['@id'])}>
                  {t(messages.copyLink)}
                </Link>
              ),
            })}
          </span>
        </p>
      )}
      {!original && !isOpen && life.reviewed_on && (
        <p>
          {t(messages.reviewed, { date: date(life.reviewed_on) })}{' '}
          {life.next_review && (
            <span className={isDue ? 'zr-due' : undefined}>
              {t(isDue ? messages.overdue : messages.due, {
                date: date(life.next_review),
              })}
            </span>
          )}
        </p>
      )}
      {state === 'draft' && last?.action === 'send_back' && (
        <blockquote className="zr-comment-quote">
          <p>{t(messages.sentBack, { date: date(last.time) })}</p>
          <p className="zr-own-lines">{last.comment}</p>
        </blockquote>
      )}
      {state === 'draft' && transitions.includes('submit') && (
        <p>{t(messages.nextDraft)}</p>
      )}
      {state === 'pending' && <p>{t(messages.nextPending)}</p>}
      {isOpen && life.missing.length > 0 && (
        <>
          <p>{t(messages.missing)}</p>
          <ul>
            {life.missing.map(({ field, message }) => (
              <li key={field}>
                {canEdit ? (
                  <Link to={stepAddress(content['@type'], path, field)}>
                    {message}
                  </Link>
                ) : (
                  message
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {original && <Changes path={path} />}
      <div className="zr-review-actions">
        {decisions.map((decision, index) => (
          <button
            key={decision}
            type="button"
            className={`zr-button zr-button--${
              index === 0 && (isOpen || original) ? 'primary' : 'secondary'
            }`}
            aria-haspopup="dialog"
            onClick={() => setAsked(decision)}
          >
            {t(actionLabels[decision])}
          </button>
        ))}
        {canEdit && (isOpen || original) && (
          <Link
            className="zr-button zr-button--quiet"
            to={stepAddress(content['@type'], path)}
          >
            {t(messages.fields)}
          </Link>
        )}
        {canEdit && content['@type'] === 'WikiArticle' && (
          <Link className="zr-button zr-button--quiet" to={`${path}/edit`}>
            {t(messages.write)}
          </Link>
        )}
      </div>
      {life.history.length > 0 && (
        <details>
          <summary>{t(messages.history)}</summary>
          <ol className="zr-history">
            {life.history.map((entry) => (
              <li key={`${entry.time} ${entry.action}`}>
                <p>
                  {t(messages.entry, {
                    title: entry.title,
                    name: entry.actor.fullname,
                    date: date(entry.time),
                    time: clock(entry.time, intl.locale),
                  })}
                </p>
                {entry.comment && (
                  <p className="zr-own-lines zr-muted">{entry.comment}</p>
                )}
              </li>
            ))}
          </ol>
        </details>
      )}
      {asked && (
        <ReviewDialog
          path={path}
          decision={asked}
          onClose={() => setAsked(null)}
          onDone={(answer) => done(asked, answer)}
        />
      )}
    </section>
  );
};

/** For the author and the editors of a text: where it stands, and what can be done about it. */
const ReviewPanel = ({ content }: Props) => {
  const userId = useUserId();
  const canEdit = useAction('edit');
  const creators = (content as { creators?: string[] }).creators ?? [];
  const isAuthor = Boolean(userId && creators.includes(userId));
  return userId && (canEdit || isAuthor) ? (
    <Panel key={content['@id']} content={content} />
  ) : null;
};

export default ReviewPanel;
