import { useEffect, useRef, useState } from 'react';
import type { FocusEvent, FormEvent, ReactNode } from 'react';
import { Link, Prompt, useHistory, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { useReload } from '../../../store/useReload';
import { useResource } from '../../../store/useResource';
import Protected from '../../access/Protected';
import Announcement, { useAnnouncement } from '../../dialogs/Announcement';
import FormDialog from '../../dialogs/FormDialog';
import { CheckField } from '../../forms/Choices';
import { TextField } from '../../forms/Field';
import { failureOf, useCall } from '../../forms/call';
import type { Failure } from '../../forms/call';
import ErrorSummary from '../../forms/ErrorSummary';
import FormPage from '../../forms/FormPage';
import { useFailureText } from '../../forms/useFormErrors';
import type { Errors } from '../../forms/useFormErrors';
import Loaded from '../../listing/Loaded';
import { useIsLoggedIn } from '../../members/useMe';
import PartField from '../../submission/PartField';
import type { FormField } from '../../submission/steps';
import { useKept } from '../../submission/useKept';
import BudgetMeter, { budgetPath } from '../BudgetMeter';
import type { GrantCall } from '../GrantCallView';
import Files from './Files';
import type { FileItem } from './Files';
import GrantStart from './GrantStart';
import GrantSteps from './GrantSteps';
import TableField, { amountOf } from './TableField';
import { cents, inWords, sum } from './money';
import type { Row } from './rows';
import {
  FORM_ADDRESS,
  GRANT_STEPS,
  formAddress,
  idOfField,
  stepOfField,
} from './steps';
import type { GrantField } from './steps';
import { isEqual, sentField, shownField } from './values';
import type { FieldValue } from './values';

const messages = defineMessages({
  title: {
    id: 'zr.grants.form.title',
    defaultMessage: 'Application: {title}',
  },
  loading: {
    id: 'zr.grants.form.loading',
    defaultMessage: 'Grant application',
  },
  step: {
    id: 'zr.grants.form.step',
    defaultMessage: 'Step {step} of {count}: {title}',
  },
  fixed: {
    id: 'zr.grants.form.fixed',
    defaultMessage:
      'This application has been submitted; it cannot be changed now. {link}',
  },
  toApplication: {
    id: 'zr.grants.form.toApplication',
    defaultMessage: 'To the application',
  },
  summaryField: {
    id: 'zr.grants.form.summaryField',
    defaultMessage: 'Summary',
  },
  summaryHelp: {
    id: 'zr.grants.form.summaryHelp',
    defaultMessage: 'What is planned, in a few sentences.',
  },
  iban: { id: 'zr.grants.form.iban', defaultMessage: 'IBAN' },
  ibanHelp: {
    id: 'zr.grants.form.ibanHelp',
    defaultMessage:
      'It is stored encrypted; what is stored is shown in part only. To change it, enter the whole number.',
  },
  declarations: {
    id: 'zr.grants.form.declarationsIntro',
    defaultMessage: 'Please tick what you declare:',
  },
  noDeclarations: {
    id: 'zr.grants.form.noDeclarations',
    defaultMessage: 'The call demands no declarations.',
  },
  sums: { id: 'zr.grants.form.sums', defaultMessage: 'Sums' },
  costs: { id: 'zr.grants.form.sum.costs', defaultMessage: 'Costs' },
  funds: {
    id: 'zr.grants.form.sum.funds',
    defaultMessage: 'Own and other funds',
  },
  open: {
    id: 'zr.grants.form.sum.open',
    defaultMessage: 'Costs that no funds cover',
  },
  requested: {
    id: 'zr.grants.form.sum.requested',
    defaultMessage: 'Amount asked for',
  },
  euro: { id: 'zr.grants.form.sum.euro', defaultMessage: '{amount} €' },
  missing: {
    id: 'zr.grants.form.missing',
    defaultMessage: 'This is still missing or wrong:',
  },
  complete: {
    id: 'zr.grants.form.complete',
    defaultMessage: 'Everything is there. The application can be submitted.',
  },
  empty: { id: 'zr.grants.form.empty', defaultMessage: 'Not filled in' },
  lines: {
    id: 'zr.grants.form.lines',
    defaultMessage: '{count, plural, one {# entry} other {# entries}}',
  },
  yes: { id: 'zr.grants.form.yes', defaultMessage: 'Yes' },
  no: { id: 'zr.grants.form.no', defaultMessage: 'No' },
  change: {
    id: 'zr.grants.form.change',
    defaultMessage: 'Change',
  },
  changeStep: {
    id: 'zr.grants.form.changeStep',
    defaultMessage: 'Change “{title}”',
  },
  coordinators: {
    id: 'zr.grants.form.coordinators',
    defaultMessage:
      'A coordinator of your municipality submits the application. Tell them that it is ready.',
  },
  submit: {
    id: 'zr.grants.form.submit',
    defaultMessage: 'Submit the application',
  },
  submitText: {
    id: 'zr.grants.form.submitText',
    defaultMessage:
      'After that it cannot be changed any more. The amount asked for is reserved in your budget.',
  },
  next: { id: 'zr.grants.form.next', defaultMessage: 'Save and go on' },
  save: { id: 'zr.grants.form.save', defaultMessage: 'Save' },
  saving: { id: 'zr.grants.form.saving', defaultMessage: 'Saving …' },
  saved: { id: 'zr.grants.form.saved', defaultMessage: 'Saved.' },
  unsaved: {
    id: 'zr.grants.form.unsaved',
    defaultMessage: 'There are changes that are not saved yet.',
  },
  leave: {
    id: 'zr.grants.form.leave',
    defaultMessage:
      'There are changes that are not saved yet. Leave the page nevertheless?',
  },
  meanwhile: {
    id: 'zr.grants.form.meanwhile',
    defaultMessage:
      'Somebody else has changed the same part meanwhile. What you typed is still here; please choose what is to stay:',
  },
  keepMine: {
    id: 'zr.grants.form.keepMine',
    defaultMessage: 'Keep mine: {field}',
  },
  takeTheirs: {
    id: 'zr.grants.form.takeTheirs',
    defaultMessage: 'Take theirs: {field}',
  },
});

type Application = {
  '@id': string;
  title: string;
  etag?: string;
  review_state: string;
  year?: number | null;
  municipality?: { ars: string; name: string };
  call?: { '@id': string; title: string; is_open: boolean } | null;
  items?: FileItem[];
  [field: string]: unknown;
};

type Schema = {
  properties: Record<string, { title: string; description?: string }>;
};

/** GET <GrantApplication>/@grant-check */
type Check = { ready: boolean; items: { field: string; message: string }[] };

type Workflow = { transitions: { '@id': string }[] };

const ALL = GRANT_STEPS.flatMap(({ fields }) => fields);

/** States in which an application is written. */
const WRITTEN = ['draft', 'returned'];

/** After this time without another change, in milliseconds, what was written is saved. */
const PAUSE = 800;

const isEmpty = (value: FieldValue) =>
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

/** An application for a micro grant, written in steps; what is typed is never lost. */
const ApplicationForm = ({ path }: { path: string }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const history = useHistory();
  const location = useLocation();
  const call = useCall();
  const reload = useReload();
  const failureText = useFailureText();
  const { text: said, announce } = useAnnouncement();
  const count = GRANT_STEPS.length;
  const asked = Number(new URLSearchParams(location.search).get('schritt'));
  const step = Math.min(Math.max(asked || 1, 1), count);

  const checkPath = `${path}/@grant-check`;
  const workflowPath = `${path}/@workflow`;
  const application = useResource<Application>(path);
  const schema = useResource<Schema>(`${path}/@types/GrantApplication`).data;
  const check = useResource<Check>(checkPath).data;
  const workflow = useResource<Workflow>(workflowPath).data;
  const grantCall = useResource<GrantCall>(
    application.data?.call?.['@id'] ?? null,
  ).data;

  const { changed, before, change, saved, settle, isChanged } =
    useKept<FieldValue>(`zr-grant:${path}`);
  // An account is kept nowhere but in its field.
  const [iban, setIban] = useState<string | null>(null);
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState('');
  const [attempt, setAttempt] = useState(0);
  const [working, setWorking] = useState(false);
  const [isSubmitting, setIsSubmitting] = useState(false);
  const running = useRef<Promise<boolean> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const heading = useRef<HTMLHeadingElement>(null);
  const warning = useRef<HTMLDivElement>(null);
  const lastStep = useRef(step);
  const isLeaving = useRef(false);
  const isDirty = isChanged || iban !== null;

  // Who goes to another step reads on at its heading, or at the field asked for.
  useEffect(() => {
    const target =
      location.hash && document.getElementById(location.hash.slice(1));
    if (target) {
      target.scrollIntoView?.({ block: 'center' });
      target.focus({ preventScroll: true });
    } else if (lastStep.current !== step) {
      heading.current?.focus();
    }
    lastStep.current = step;
  }, [step, location.hash, application.data]);

  const stored = (application.data ?? {}) as Application;
  const shownOf = (field: GrantField, of: Record<string, unknown> = stored) =>
    shownField(field, of[field.name]);
  const valueOf = (field: GrantField): FieldValue =>
    field.as === 'account'
      ? iban ?? shownOf(field)
      : changed[field.name] ?? shownOf(field);

  const conflictsWith = (now: Record<string, unknown>) =>
    ALL.filter((field) => {
      const { name } = field;
      if (!(name in changed) || !(name in before)) return false;
      const theirs = shownOf(field, now);
      return !isEqual(before[name], theirs) && !isEqual(changed[name], theirs);
    });
  const conflicts = application.data ? conflictsWith(application.data) : [];

  const titleOf = (name: string) =>
    name === 'description'
      ? t(messages.summaryField)
      : name === 'iban'
        ? t(messages.iban)
        : schema?.properties[name]?.title ?? name;

  const patch = async (data: Record<string, unknown>): Promise<boolean> => {
    const tag = (etag?: string) => (etag ? { 'If-Match': etag } : undefined);
    try {
      await call('patch', path, data, tag(stored.etag));
      return true;
    } catch (error) {
      if ((error as Failure).status !== 412) throw error;
    }
    const [fresh] = await reload(path);
    if (fresh.status !== 'fulfilled') throw failureOf(fresh.reason);
    // They wrote elsewhere: both stay. Else somebody has to choose.
    if (conflictsWith(fresh.value).length > 0) return false;
    await call('patch', path, data, tag(fresh.value.etag));
    return true;
  };

  /** Save what was changed. `quiet`: while somebody goes on writing, so nothing takes the focus. */
  const saveNow = async (quiet: boolean): Promise<boolean> => {
    if (!isDirty) return true;
    if (conflicts.length > 0) {
      if (!quiet) warning.current?.focus();
      return false;
    }
    const typed = changed;
    const account = iban;
    const data: Record<string, unknown> = Object.fromEntries(
      ALL.filter(({ name }) => name in typed).map((field) => [
        field.name,
        sentField(field, typed[field.name]),
      ]),
    );
    if (account !== null) data.iban = account.trim() || null;
    setWorking(true);
    try {
      const isThere = await patch(data);
      setErrors({});
      setFailure('');
      if (!isThere) {
        if (!quiet) warning.current?.focus();
        return false;
      }
      await reload(
        path,
        checkPath,
        stored.municipality && stored.year
          ? budgetPath(stored.municipality.ars, stored.year)
          : null,
      );
      saved(typed);
      setIban((now) => (now === account ? null : now));
      return true;
    } catch (error) {
      const refused = error as Failure;
      const names = ALL.map(({ name }) => name);
      const known = refused.errors.filter(({ field }) =>
        names.includes(field.split('.')[0]),
      );
      setErrors(
        Object.fromEntries(known.map(({ field, message }) => [field, message])),
      );
      const others = refused.errors.filter((one) => !known.includes(one));
      setFailure(
        others.map(({ message }) => message).join(' ') ||
          (known.length > 0 ? '' : failureText(refused)),
      );
      if (!quiet) setAttempt((now) => now + 1);
      return false;
    } finally {
      setWorking(false);
    }
  };
  const current = useRef(saveNow);
  current.current = saveNow;

  /** One after the other; the second sees what the first has left. */
  const save = async (quiet = false): Promise<boolean> => {
    clearTimeout(timer.current);
    if (running.current) await running.current;
    const mine = current.current(quiet);
    running.current = mine;
    try {
      return await mine;
    } finally {
      if (running.current === mine) running.current = null;
    }
  };

  useEffect(() => () => clearTimeout(timer.current), []);

  /** Whoever leaves a field, or a table, has written it. */
  const onLeaveField = (event: FocusEvent<HTMLElement>) => {
    if (event.currentTarget.contains(event.relatedTarget as Node | null)) {
      return;
    }
    clearTimeout(timer.current);
    timer.current = setTimeout(() => save(true), PAUSE);
  };

  const go = (address: string) => {
    isLeaving.current = true;
    history.push(address);
    isLeaving.current = false;
  };

  const onNext = async (event: FormEvent) => {
    event.preventDefault();
    if (await save()) go(formAddress(path, step + 1));
  };

  if (application.status === 401 || application.status === 403) {
    return <Protected />;
  }
  if (!application.data) {
    return (
      <FormPage title={t(messages.loading)} personal>
        <Loaded resource={application} onRetry={() => reload(path)}>
          {() => null}
        </Loaded>
      </FormPage>
    );
  }

  const title = t(messages.title, { title: stored.title });
  const toApplication = (
    <Link key="application" to={path}>
      {t(messages.toApplication)}
    </Link>
  );
  if (!WRITTEN.includes(stored.review_state)) {
    return (
      <FormPage title={title} personal>
        <p className="zr-notice">
          {t(messages.fixed, { link: toApplication })}
        </p>
      </FormPage>
    );
  }

  const missing = check?.items ?? [];
  const steps = GRANT_STEPS.map((one, index) => ({
    title: t(one.title),
    missing:
      check && index < count - 1
        ? missing.filter(({ field }) => stepOfField(field) === index + 1).length
        : undefined,
  }));
  const transition = (workflow?.transitions ?? [])
    .map((one) => one['@id'].split('/').pop() as string)
    .find((name) => name === 'submit' || name === 'resubmit');

  const rowsOf = (name: string) =>
    valueOf({ name, as: 'table' } as GrantField) as Row[];
  const amountIn = (name: string) =>
    cents(valueOf({ name, as: 'money' } as GrantField) as string);
  const costs = sum(rowsOf('cost_plan').map(amountOf));
  const funds = sum([
    amountIn('own_funds'),
    ...rowsOf('other_funds').map((row) => cents(String(row.amount ?? ''))),
  ]);
  const euro = (amount: number) =>
    amount < 0
      ? `−${t(messages.euro, { amount: inWords(-amount) })}`
      : t(messages.euro, { amount: inWords(amount) });
  const sums = (
    <section className="zr-panel zr-grant-sums" aria-labelledby="zr-grant-sums">
      <h3 id="zr-grant-sums">{t(messages.sums)}</h3>
      <dl className="zr-facts" aria-live="polite">
        {[
          [messages.costs, costs] as const,
          [messages.funds, funds] as const,
          [messages.open, costs - funds] as const,
          [messages.requested, amountIn('amount_requested') ?? 0] as const,
        ].map(([name, amount]) => (
          <div key={name.id}>
            <dt>{t(name)}</dt>
            <dd>{euro(amount)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
  const meter = (
    <BudgetMeter municipality={stored.municipality?.ars} year={stored.year} />
  );

  const helpOf = (name: string) =>
    name === 'description'
      ? t(messages.summaryHelp)
      : schema?.properties[name]?.description || undefined;

  const input = (field: GrantField): ReactNode => {
    const { name } = field;
    const value = valueOf(field);
    const stood = shownOf(field);
    const set = (next: FieldValue) => change(name, next, stood);
    const common = {
      title: titleOf(name),
      help: helpOf(name),
    };
    switch (field.as) {
      case 'table':
        return (
          <TableField
            {...common}
            name={name}
            errors={errors}
            rows={value as Row[]}
            choices={grantCall?.cost_categories ?? []}
            onChange={set}
          />
        );
      case 'tick':
        return (
          <CheckField
            id={idOfField(name)}
            name={name}
            label={common.title}
            help={common.help}
            error={errors[name]}
            checked={Boolean(value)}
            onChange={set}
          />
        );
      case 'account':
        return (
          <TextField
            id={idOfField(name)}
            name={name}
            label={common.title}
            help={t(messages.ibanHelp)}
            error={errors[name]}
            required
            plain
            autoComplete="off"
            maxLength={50}
            value={value as string}
            onChange={setIban}
          />
        );
      case 'declarations': {
        const accepted = value as string[];
        const demanded = grantCall?.declarations ?? [];
        if (demanded.length === 0) return <p>{t(messages.noDeclarations)}</p>;
        return (
          <fieldset className="zr-choices">
            <legend>{t(messages.declarations)}</legend>
            {errors[name] && <p className="zr-field-error">{errors[name]}</p>}
            {demanded.map((text, index) => (
              <CheckField
                key={text}
                id={
                  index === 0 ? idOfField(name) : `${idOfField(name)}-${index}`
                }
                name={name}
                label={text}
                checked={accepted.includes(text)}
                onChange={(isTicked) =>
                  set(
                    isTicked
                      ? [...accepted, text]
                      : accepted.filter((one) => one !== text),
                  )
                }
              />
            ))}
          </fieldset>
        );
      }
      case 'files':
        return (
          <Files
            path={path}
            items={stored.items ?? []}
            rows={value as Row[]}
            errors={errors}
            onChange={set}
            onUploaded={() => reload(path, checkPath)}
          />
        );
      default:
        return (
          <PartField
            {...common}
            field={field as FormField}
            required={
              !check ||
              !isEmpty(value) ||
              missing.some((one) => one.field === name)
            }
            error={errors[name]}
            value={value as string | string[]}
            editor={path}
            onChange={set}
          />
        );
    }
  };

  const inShort = (field: GrantField): string => {
    const value = valueOf(field);
    if (typeof value === 'boolean')
      return t(value ? messages.yes : messages.no);
    if (isEmpty(value)) return t(messages.empty);
    if (Array.isArray(value)) return t(messages.lines, { count: value.length });
    return field.as === 'money' ? `${value} €` : value;
  };

  const summary = (
    <div className="zr-grant-summary">
      {check &&
        (missing.length > 0 ? (
          <>
            <p>{t(messages.missing)}</p>
            <ul>
              {missing.map(({ field, message }) => (
                <li key={`${field} ${message}`}>
                  <Link to={formAddress(path, stepOfField(field), field)}>
                    {message}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p className="zr-notice">{t(messages.complete)}</p>
        ))}
      {GRANT_STEPS.slice(0, -1).map((one, index) => (
        <section key={one.title.id} className="zr-part">
          <h3>{t(one.title)}</h3>
          <dl className="zr-facts">
            {one.fields.map((field) => (
              <div key={field.name}>
                <dt>{titleOf(field.name)}</dt>
                <dd className="zr-own-lines">{inShort(field)}</dd>
              </div>
            ))}
          </dl>
          <p>
            <Link
              to={formAddress(path, index + 1)}
              aria-label={t(messages.changeStep, { title: t(one.title) })}
            >
              {t(messages.change)}
            </Link>
          </p>
        </section>
      ))}
      {sums}
      {meter}
      {workflow && !transition && <p>{t(messages.coordinators)}</p>}
    </div>
  );

  const fields = GRANT_STEPS[step - 1].fields;
  const isCosts = fields.some(({ name }) => name === 'cost_plan');
  return (
    <FormPage title={title} personal className="zr-submission zr-grant-form">
      <p>{toApplication}</p>
      <Prompt
        when={isDirty}
        message={(next) =>
          isLeaving.current || next.pathname === FORM_ADDRESS
            ? true
            : t(messages.leave)
        }
      />
      <div className="zr-submission-columns">
        <div className="zr-submission-side">
          <GrantSteps
            steps={steps}
            current={step}
            to={(next) => formAddress(path, next)}
            onLeave={() => save(true)}
          />
        </div>
        <div>
          <h2 ref={heading} tabIndex={-1}>
            {t(messages.step, {
              step,
              count,
              title: t(GRANT_STEPS[step - 1].title),
            })}
          </h2>
          <Announcement text={said} />
          <ErrorSummary
            errors={errors}
            failure={failure}
            attempt={attempt}
            idOf={idOfField}
          />
          <div ref={warning} tabIndex={-1} role="status">
            {conflicts.length > 0 && (
              <div className="zr-notice">
                <p>{t(messages.meanwhile)}</p>
                {conflicts.map((field) => (
                  <p key={field.name} className="zr-cluster">
                    {[true, false].map((isOwn) => (
                      <button
                        key={String(isOwn)}
                        type="button"
                        className="zr-button zr-button--secondary"
                        onClick={() =>
                          settle(field.name, shownOf(field), isOwn)
                        }
                      >
                        {t(isOwn ? messages.keepMine : messages.takeTheirs, {
                          field: titleOf(field.name),
                        })}
                      </button>
                    ))}
                  </p>
                ))}
              </div>
            )}
          </div>
          <form className="zr-form" onSubmit={onNext} noValidate>
            {fields.map((field) => (
              <div key={field.name} onBlur={onLeaveField}>
                {input(field)}
              </div>
            ))}
            {isCosts && sums}
            {isCosts && meter}
            {step === count && summary}
            <p role="status" className="zr-muted">
              {working
                ? t(messages.saving)
                : isDirty
                  ? t(messages.unsaved)
                  : ''}
            </p>
            <div className="zr-form-actions zr-cluster">
              {step < count && (
                <button
                  type="submit"
                  className="zr-button zr-button--primary"
                  aria-disabled={working}
                >
                  {t(messages.next)}
                </button>
              )}
              {step === count && transition && (
                <button
                  type="button"
                  className="zr-button zr-button--primary"
                  aria-haspopup="dialog"
                  onClick={async () => {
                    if (await save()) setIsSubmitting(true);
                  }}
                >
                  {t(messages.submit)}
                </button>
              )}
              <button
                type="button"
                className="zr-button zr-button--secondary"
                aria-disabled={working}
                onClick={async () => {
                  if (await save()) announce(t(messages.saved));
                }}
              >
                {t(messages.save)}
              </button>
            </div>
          </form>
        </div>
      </div>
      {isSubmitting && transition && (
        <FormDialog
          title={t(messages.submit)}
          submitLabel={t(messages.submit)}
          action={() => call('post', `${workflowPath}/${transition}`, {})}
          onDone={() => go(path)}
          onClose={() => setIsSubmitting(false)}
        >
          <p>{t(messages.submitText)}</p>
        </FormDialog>
      )}
    </FormPage>
  );
};

/** An address of this site and nothing else. */
const ownPath = (text: string | null) =>
  text && /^\/(?!\/)[^?#\\]*$/.test(text) ? text : '';

/** Begin an application, or go on with it, by what the address says. */
const GrantForm = () => {
  const query = new URLSearchParams(useLocation().search);
  const isLoggedIn = useIsLoggedIn();
  const path = ownPath(query.get('text'));
  const space = ownPath(query.get('raum'));
  if (!isLoggedIn || !(path || space)) return <Protected />;
  return path ? (
    <ApplicationForm key={path} path={path} />
  ) : (
    <GrantStart space={space} asked={ownPath(query.get('aufruf'))} />
  );
};

export default GrantForm;
