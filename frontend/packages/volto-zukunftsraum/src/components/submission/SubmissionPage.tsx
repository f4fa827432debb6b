import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { Link, Prompt, useHistory, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import Protected from '../access/Protected';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import { failureOf, useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import ErrorSummary from '../forms/ErrorSummary';
import FormPage from '../forms/FormPage';
import Outcome from '../forms/Outcome';
import { useForm } from '../forms/useForm';
import Loaded from '../listing/Loaded';
import ReviewDialog from '../knowledge/ReviewDialogs';
import { lifePath, workflowPath } from '../knowledge/load';
import type { ReviewLife, Workflow } from '../knowledge/types';
import { useIsLoggedIn, useMe } from '../members/useMe';
import CompletenessMeter from './Completeness';
import type { Completeness } from './Completeness';
import PartField from './PartField';
import StepLinks from './StepLinks';
import { ADDRESSES, SECTIONS, STEPS, idOf, stepAddress } from './steps';
import { useKept } from './useKept';
import { useStepFocus } from './useStepFocus';
import { sent, shown } from './values';

const messages = defineMessages({
  newPractice: {
    id: 'zr.submission.practice.new',
    defaultMessage: 'Submit a practice example',
  },
  newArticle: {
    id: 'zr.submission.article.new',
    defaultMessage: 'Propose an article',
  },
  editTitle: {
    id: 'zr.submission.edit.title',
    defaultMessage: 'Complete: {title}',
  },
  leadPractice: {
    id: 'zr.submission.practice.lead',
    defaultMessage:
      'Step by step through the parts that every example has. You can save at any point and go on later; only you and the editors see the draft.',
  },
  leadArticle: {
    id: 'zr.submission.article.lead',
    defaultMessage:
      'First what readers want to know beforehand, then the text itself. You can save at any point and go on later; only you and the editors see the draft.',
  },
  check: { id: 'zr.submission.step.check', defaultMessage: 'Check and submit' },
  step: {
    id: 'zr.submission.step',
    defaultMessage: 'Step {step} of {count}: {title}',
  },
  back: { id: 'zr.submission.back', defaultMessage: 'Back' },
  next: { id: 'zr.submission.next', defaultMessage: 'Save and go on' },
  save: { id: 'zr.submission.save', defaultMessage: 'Save as a draft' },
  saving: { id: 'zr.submission.saving', defaultMessage: 'Saving …' },
  saved: { id: 'zr.submission.saved', defaultMessage: 'Saved as a draft.' },
  unsaved: {
    id: 'zr.submission.unsaved',
    defaultMessage: 'There are changes that are not saved yet.',
  },
  leave: {
    id: 'zr.submission.leave',
    defaultMessage:
      'Not everything is saved yet. Leave the page nevertheless? In this tab of the browser your changes are kept.',
  },
  titleMissing: {
    id: 'zr.submission.title.missing',
    defaultMessage: 'Please give the text a title.',
  },
  municipalityMissing: {
    id: 'zr.submission.municipality.missing',
    defaultMessage: 'Please choose the municipality.',
  },
  body: { id: 'zr.submission.body', defaultMessage: 'The text itself' },
  bodyText: {
    id: 'zr.submission.body.text',
    defaultMessage:
      'You write the text with headings, lists and images in the editor. Save there, and come back here to submit.',
  },
  bodyLink: {
    id: 'zr.submission.body.link',
    defaultMessage: 'Write the text',
  },
  media: {
    id: 'zr.submission.media',
    defaultMessage: 'Add images and files',
  },
  preview: {
    id: 'zr.submission.preview',
    defaultMessage: 'See how it looks',
  },
  missing: {
    id: 'zr.submission.missing',
    defaultMessage: 'Before it can be published the editors need:',
  },
  complete: {
    id: 'zr.submission.complete',
    defaultMessage: 'Nothing is missing. You can submit the text.',
  },
  early: {
    id: 'zr.submission.early',
    defaultMessage:
      'You can submit it nevertheless, for example to ask the editors for help. Say so in the comment.',
  },
  submit: {
    id: 'zr.submission.submit',
    defaultMessage: 'Submit to the editors',
  },
  first: {
    id: 'zr.submission.first',
    defaultMessage: 'Please save the first step before you submit.',
  },
  notYours: {
    id: 'zr.submission.locked',
    defaultMessage:
      'You cannot change this text at present: it is with the editors, or published. {link}',
  },
  toText: { id: 'zr.submission.toText', defaultMessage: 'Go to the text' },
  done: {
    id: 'zr.submission.done',
    defaultMessage: 'Your text is with the editors',
  },
  doneText: {
    id: 'zr.submission.done.text',
    defaultMessage:
      'They publish it, or write to you what is still missing. You get a notice either way.',
  },
  changedMeanwhile: {
    id: 'zr.submission.conflict',
    defaultMessage:
      'Somebody else has changed this text meanwhile. Nothing is lost: what you have typed is still here. Please decide which version counts in:',
  },
  theirs: {
    id: 'zr.submission.conflict.theirs',
    defaultMessage: 'Somebody else has written here meanwhile:',
  },
  nothing: {
    id: 'zr.submission.conflict.nothing',
    defaultMessage: '(nothing)',
  },
  keepMine: {
    id: 'zr.submission.conflict.mine',
    defaultMessage: 'Keep my version',
  },
  takeTheirs: {
    id: 'zr.submission.conflict.take',
    defaultMessage: 'Take the other version',
  },
  shortVersion: {
    id: 'zr.submission.shortVersion',
    defaultMessage: 'Short version',
  },
  shortVersionHelp: {
    id: 'zr.submission.shortVersion.help',
    defaultMessage:
      'Two or three sentences that say what it is about. They stand in lists and search results. At most 300 characters.',
  },
  mine: { id: 'zr.submission.mine', defaultMessage: 'My texts' },
});

const TITLES: Record<string, MessageDescriptor> = {
  BestPractice: messages.newPractice,
  WikiArticle: messages.newArticle,
};
const LEADS: Record<string, MessageDescriptor> = {
  BestPractice: messages.leadPractice,
  WikiArticle: messages.leadArticle,
};

type Schema = {
  properties: Record<string, { title: string; description?: string }>;
};

type Text = {
  '@id': string;
  title: string;
  review_state?: string;
  etag?: string;
} & Record<string, unknown>;

/** Required for a draft already; everything else only before publishing. */
const NEEDED: Record<string, string[]> = {
  BestPractice: ['title', 'municipality'],
  WikiArticle: ['title'],
};

/** As a field shows it: entries with commas. */
const inWords = (value: unknown) =>
  Array.isArray(value) ? value.join(', ') : String(value ?? '');

const isSame = (one: unknown, other: unknown) =>
  JSON.stringify(one ?? '') === JSON.stringify(other ?? '');

/**
 * Leads a member through the parts of a text, a group of them a step. What was
 * typed is saved as a draft with each step and kept in the browser until then.
 */
const SubmissionPage = ({ type }: { type: string }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const history = useHistory();
  const location = useLocation();
  const call = useCall();
  const reload = useReload();
  const loggedIn = useIsLoggedIn();
  const me = useMe();
  const { text: said, announce } = useAnnouncement();
  const query = new URLSearchParams(location.search);
  const asked = query.get('text') ?? '';
  // An address of this site and nothing else.
  const path = /^\/(?!\/)[^?#\\]*$/.test(asked) ? asked : '';
  const steps = STEPS[type];
  const count = steps.length + 1;
  const step = Math.min(Math.max(Number(query.get('schritt')) || 1, 1), count);
  const fields = steps[step - 1]?.fields ?? [];
  const allFields = steps.flatMap((one) => one.fields);

  const schema = useResource<Schema>(
    loggedIn ? `${SECTIONS[type]}/@types/${type}` : null,
  );
  const text = useResource<Text>(loggedIn && path ? path : null);
  const completeness = useResource<Completeness>(
    loggedIn && path && type === 'BestPractice'
      ? `${path}/@completeness`
      : null,
  ).data;
  const life = useResource<ReviewLife>(
    loggedIn && path ? lifePath(path) : null,
  ).data;
  const workflow = useResource<Workflow>(
    loggedIn && path ? workflowPath(path) : null,
  ).data;

  const { changed, before, change, saved, settle, isChanged } = useKept(
    `zr-text:${path || type}`,
  );
  const form = useForm(allFields.map(({ name }) => name));
  const [isSubmitting, setIsSubmitting] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const heading = useStepFocus(step, text.data);
  const warning = useRef<HTMLDivElement>(null);
  const isLeaving = useRef(false);
  /** The draft that was made here, until the address names it. */
  const made = useRef('');

  if (!loggedIn || text.status === 401 || text.status === 403) {
    return <Protected />;
  }

  const stored: Record<string, unknown> = text.data ?? {
    // Whoever speaks for one municipality writes about it.
    municipality:
      type === 'BestPractice' ? me.data?.memberships[0]?.ars ?? '' : '',
    ...(type === 'WikiArticle' && { kind: 'guide', licence: 'cc-by-4.0' }),
    ...(type === 'BestPractice' && { status: 'running' }),
  };
  const valueOf = (field: (typeof allFields)[number]) =>
    changed[field.name] ?? shown(field, stored[field.name]);

  /** Fields that somebody else has changed since they were typed in here. */
  const conflictsWith = (now: Record<string, unknown>) =>
    allFields.filter((field) => {
      const { name } = field;
      const theirs = shown(field, now[name]);
      return (
        name in changed &&
        name in before &&
        !isSame(before[name], theirs) &&
        !isSame(changed[name], theirs)
      );
    });
  const conflicts = text.data ? conflictsWith(text.data) : [];

  const to = (next: number, at = path) => {
    const address = new URLSearchParams();
    if (at) address.set('text', at);
    if (next > 1) address.set('schritt', String(next));
    return `${ADDRESSES[type]}?${address}`;
  };

  /** Save what was changed; the path of the text, or nothing when that failed. */
  const save = async (): Promise<string | undefined> => {
    const wrong = Object.fromEntries(
      NEEDED[type]
        .filter((name) => {
          const field = allFields.find((one) => one.name === name);
          return field && !String(valueOf(field) ?? '').trim();
        })
        .map((name) => [
          name,
          t(
            name === 'title'
              ? messages.titleMissing
              : messages.municipalityMissing,
          ),
        ]),
    );
    if (Object.keys(wrong).length > 0) {
      form.show(wrong);
      return undefined;
    }
    if (conflicts.length > 0) {
      warning.current?.focus();
      return undefined;
    }
    let result: string | undefined;
    const typed = changed;
    await form.send(async () => {
      const data: Record<string, unknown> = Object.fromEntries(
        allFields
          .filter(({ name }) => name in typed)
          .flatMap((field) => {
            const value = valueOf(field);
            return value === null ? [] : [[field.name, sent(field, value)]];
          }),
      );
      if (!path && !made.current) {
        const { title, municipality } = { ...stored, ...data };
        const draft = await call<Text>('post', '/@drafts', {
          type,
          title,
          ...(municipality ? { municipality } : {}),
        });
        // When something else is refused now, there is a draft to go on with.
        made.current = flattenToAppURL(draft['@id']).replace(/\/$/, '');
        delete data.title;
        delete data.municipality;
      }
      const at = path || made.current;
      if (Object.keys(data).length > 0 && !(await patch(at, data))) return;
      result = at;
      // What was typed meanwhile is still to be saved.
      saved(typed);
      await reload(
        at,
        lifePath(at),
        workflowPath(at),
        type === 'BestPractice' ? `${at}/@completeness` : null,
      );
    });
    return result;
  };

  /**
   * Send changes of the text as it was read. Whether they are stored: where somebody
   * else has changed it meanwhile, only if they wrote in other fields.
   */
  const patch = async (at: string, data: Record<string, unknown>) => {
    const tag = (etag?: string) => (etag ? { 'If-Match': etag } : undefined);
    try {
      await call('patch', at, data, tag(text.data?.etag));
      return true;
    } catch (failure) {
      if ((failure as Failure).status !== 412) throw failure;
    }
    const [fresh] = await reload(at);
    if (fresh.status !== 'fulfilled') throw failureOf(fresh.reason);
    if (conflictsWith(fresh.value).length > 0) {
      warning.current?.focus();
      return false;
    }
    await call('patch', at, data, tag(fresh.value.etag));
    return true;
  };

  const go = (address: string, replace = false) => {
    isLeaving.current = true;
    if (replace) history.replace(address);
    else history.push(address);
    isLeaving.current = false;
  };

  const onNext = async (event: FormEvent) => {
    event.preventDefault();
    const saved = await save();
    if (saved) go(to(step + 1, saved));
  };

  const onSave = async () => {
    const saved = await save();
    if (!saved) return;
    if (saved !== path) go(to(step, saved), true);
    announce(t(messages.saved));
  };

  /** Another page about this text: what was typed is saved before. */
  const onVisit = async (address: string) => {
    const saved = isChanged || !path ? await save() : path;
    if (saved) go(`${saved}${address}`);
  };

  const titleOf = (name: string) =>
    name === 'description'
      ? t(messages.shortVersion)
      : schema.data?.properties[name]?.title ?? name;

  const title = text.data
    ? t(messages.editTitle, { title: text.data.title })
    : t(TITLES[type]);
  const titles = [...steps.map((one) => t(one.title)), t(messages.check)];
  const canSubmit = (workflow?.transitions ?? []).some((transition) =>
    transition['@id'].endsWith('/submit'),
  );
  const isLocked =
    text.data &&
    life &&
    !life.working_copy_of &&
    life.state !== 'draft' &&
    !me.data?.reviews;

  if (isDone) {
    return (
      <FormPage title={title} personal>
        <Outcome title={t(messages.done)} good>
          <p>{t(messages.doneText)}</p>
          <p className="zr-cluster">
            <Link className="zr-button zr-button--secondary" to={path}>
              {t(messages.toText)}
            </Link>
            <Link className="zr-button zr-button--quiet" to="/meine-texte">
              {t(messages.mine)}
            </Link>
          </p>
        </Outcome>
      </FormPage>
    );
  }

  return (
    <FormPage title={title} personal className="zr-submission">
      <p className="zr-lead">{t(LEADS[type])}</p>
      {isLocked && (
        <p className="zr-notice">
          {t(messages.notYours, {
            link: (
              <Link key="text" to={path}>
                {t(messages.toText)}
              </Link>
            ),
          })}
        </p>
      )}
      <Prompt
        when={isChanged}
        message={(next) =>
          isLeaving.current || next.pathname === location.pathname
            ? true
            : t(messages.leave)
        }
      />
      <div className="zr-submission-columns">
        <div className="zr-submission-side">
          <StepLinks
            steps={titles.map((one) => ({ title: one }))}
            current={step}
            to={(next) => to(next)}
          />
          {completeness && path && (
            <CompletenessMeter path={path} data={completeness} />
          )}
        </div>
        <div>
          <h2 ref={heading} tabIndex={-1}>
            {t(messages.step, { step, count, title: titles[step - 1] })}
          </h2>
          <Announcement text={said} />
          <ErrorSummary
            errors={form.errors}
            failure={form.failure}
            attempt={form.attempt}
            idOf={idOf}
          />
          <div ref={warning} tabIndex={-1} role="status">
            {conflicts.length > 0 && (
              <div className="zr-notice">
                <p>{t(messages.changedMeanwhile)}</p>
                <ul>
                  {conflicts.map(({ name }) => (
                    <li key={name}>
                      <Link to={stepAddress(type, path, name)}>
                        {titleOf(name)}
                      </Link>
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </div>
          {!schema.data && step < count && (
            <Loaded
              resource={schema}
              onRetry={() => reload(`${SECTIONS[type]}/@types/${type}`)}
            >
              {() => null}
            </Loaded>
          )}
          <form className="zr-form" onSubmit={onNext} noValidate>
            {(schema.data ? fields : []).map((field) => {
              const about = schema.data?.properties[field.name];
              const part = completeness?.parts.find(
                ({ name }) => name === field.name,
              );
              const theirs = shown(field, stored[field.name]);
              const isShort = field.name === 'description';
              const partField = (
                <PartField
                  key={field.name}
                  field={field}
                  title={titleOf(field.name)}
                  help={
                    isShort ? t(messages.shortVersionHelp) : about?.description
                  }
                  required={
                    NEEDED[type].includes(field.name) ||
                    part?.required ||
                    ['description', 'topics'].includes(field.name)
                  }
                  error={form.errors[field.name]}
                  hint={part?.hint}
                  value={valueOf(field)}
                  stored={stored[field.name]}
                  editor={`${path}/edit`}
                  onChange={(value) => change(field.name, value, theirs)}
                />
              );
              if (!conflicts.includes(field)) return partField;
              return (
                <div key={field.name} className="zr-conflict">
                  {partField}
                  <p>{t(messages.theirs)}</p>
                  <blockquote className="zr-own-lines">
                    {inWords(theirs) || t(messages.nothing)}
                  </blockquote>
                  <div className="zr-cluster">
                    {[true, false].map((isOwn) => (
                      <button
                        key={String(isOwn)}
                        type="button"
                        className="zr-button zr-button--secondary"
                        onClick={() => {
                          settle(field.name, theirs, isOwn);
                          document.getElementById(idOf(field.name))?.focus();
                        }}
                      >
                        {t(isOwn ? messages.keepMine : messages.takeTheirs)}
                      </button>
                    ))}
                  </div>
                </div>
              );
            })}
            {step === count && (
              <div className="zr-submission-check">
                {!path && <p className="zr-notice">{t(messages.first)}</p>}
                {path && (
                  <>
                    {type === 'WikiArticle' && (
                      <section aria-labelledby="zr-body">
                        <h3 id="zr-body">{t(messages.body)}</h3>
                        <p>{t(messages.bodyText)}</p>
                        <p>
                          <button
                            type="button"
                            className="zr-button zr-button--secondary"
                            onClick={() => onVisit('/edit')}
                          >
                            {t(messages.bodyLink)}
                          </button>
                        </p>
                      </section>
                    )}
                    <p className="zr-cluster">
                      <button
                        type="button"
                        className="zr-button zr-button--quiet"
                        onClick={() => onVisit('/contents')}
                      >
                        {t(messages.media)}
                      </button>
                      <button
                        type="button"
                        className="zr-button zr-button--quiet"
                        onClick={() => onVisit('')}
                      >
                        {t(messages.preview)}
                      </button>
                    </p>
                    {life &&
                      (life.missing.length > 0 ? (
                        <>
                          <p>{t(messages.missing)}</p>
                          <ul>
                            {life.missing.map(({ field, message }) => (
                              <li key={field}>
                                <Link to={stepAddress(type, path, field)}>
                                  {message}
                                </Link>
                              </li>
                            ))}
                          </ul>
                          <p className="zr-muted">{t(messages.early)}</p>
                        </>
                      ) : (
                        <p>{t(messages.complete)}</p>
                      ))}
                  </>
                )}
              </div>
            )}
            <p role="status" className="zr-muted">
              {form.working
                ? t(messages.saving)
                : isChanged && t(messages.unsaved)}
            </p>
            <div className="zr-form-actions zr-cluster">
              {step < count && (
                <button
                  type="submit"
                  className="zr-button zr-button--primary"
                  aria-disabled={form.working}
                >
                  {t(messages.next)}
                </button>
              )}
              {step === count && canSubmit && (
                <button
                  type="button"
                  className="zr-button zr-button--primary"
                  aria-haspopup="dialog"
                  onClick={async () => {
                    if (!isChanged || (await save())) setIsSubmitting(true);
                  }}
                >
                  {t(messages.submit)}
                </button>
              )}
              {(step < count || isChanged) && (
                <button
                  type="button"
                  className="zr-button zr-button--secondary"
                  aria-disabled={form.working}
                  onClick={onSave}
                >
                  {t(messages.save)}
                </button>
              )}
              {step > 1 && (
                <Link className="zr-button zr-button--quiet" to={to(step - 1)}>
                  {t(messages.back)}
                </Link>
              )}
            </div>
          </form>
        </div>
      </div>
      {isSubmitting && (
        <ReviewDialog
          path={path}
          decision="submit"
          onClose={() => setIsSubmitting(false)}
          onDone={() => {
            setIsSubmitting(false);
            setIsDone(true);
          }}
        />
      )}
    </FormPage>
  );
};

export default SubmissionPage;
