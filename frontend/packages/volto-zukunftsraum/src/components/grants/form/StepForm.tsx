import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { Link, Prompt, useHistory, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { useResource } from '../../../store/useResource';
import Announcement, { useAnnouncement } from '../../dialogs/Announcement';
import FormDialog from '../../dialogs/FormDialog';
import { useCall } from '../../forms/call';
import ErrorSummary from '../../forms/ErrorSummary';
import FormPage from '../../forms/FormPage';
import StepLinks from '../../submission/StepLinks';
import { useStepFocus } from '../../submission/useStepFocus';
import BudgetMeter from '../BudgetMeter';
import type { GrantCall } from '../GrantCallView';
import RequestNotice from '../view/RequestNotice';
import { transitionsIn, workflowPath } from '../types';
import type { Application, GrantWorkflow } from '../types';
import GrantInput from './GrantInput';
import Review, { accountMessages, isEmpty, isHiddenAccount } from './Review';
import type { Check } from './Review';
import { CostSums, ProofSums } from './Sums';
import type { WrittenForm } from './forms';
import { FORM_ADDRESS, formAddress, idOfField } from '../addresses';
import { stepOfField } from './steps';
import { useTitles } from './useTitles';
import { checkPath, useWriting } from './useWriting';

const messages = defineMessages({
  toApplication: {
    id: 'zr.grants.form.toApplication',
    defaultMessage: 'To the application',
  },
  step: {
    id: 'zr.grants.form.step',
    defaultMessage: 'Step {step} of {count}: {title}',
  },
  next: { id: 'zr.grants.form.next', defaultMessage: 'Save and go on' },
  back: { id: 'zr.grants.form.back', defaultMessage: 'Back' },
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

type Props = { path: string; application: Application; form: WrittenForm };

/** An application, or its proof of use, written in steps; what is typed is never lost. */
const StepForm = ({ path, application, form }: Props) => {
  const t = useIntl().formatMessage;
  const history = useHistory();
  const location = useLocation();
  const call = useCall();
  const { text: said, announce } = useAnnouncement();
  const writing = useWriting(path, application, form);
  const titles = useTitles(path);
  const check = useResource<Check>(checkPath(path)).data;
  const workflow = useResource<GrantWorkflow>(workflowPath(path)).data;
  const grantCall = useResource<GrantCall>(
    application.call?.['@id'] ?? null,
  ).data;
  const count = form.steps.length;
  const asked = Number(new URLSearchParams(location.search).get('schritt'));
  const step = Math.min(Math.max(asked || 1, 1), count);
  const isLast = step === count;
  const heading = useStepFocus(step, application);
  const [isSubmitting, setIsSubmitting] = useState(false);
  const isLeaving = useRef(false);
  const { save, isDirty, working, conflicts } = writing;

  const go = (address: string) => {
    isLeaving.current = true;
    history.push(address);
    isLeaving.current = false;
  };

  // By a link of the form, for example to what is missing, too.
  const current = useRef(save);
  current.current = save;
  const last = useRef(step);
  useEffect(() => {
    if (last.current !== step) current.current(true);
    last.current = step;
  }, [step]);

  const onNext = async (event: FormEvent) => {
    event.preventDefault();
    if (await save()) go(formAddress(path, step + 1));
  };

  const missing = check?.items ?? [];
  const stepLinks = form.steps.map((one, index) => ({
    title: t(one.title),
    missing:
      check && index < count - 1
        ? missing.filter(
            ({ field }) => stepOfField(field, form.steps) === index + 1,
          ).length
        : undefined,
  }));
  const transition = transitionsIn(workflow).find((name) =>
    form.transitions.includes(name),
  );

  const { title, fields } = form.steps[step - 1];
  const has = (name: string) => fields.some((field) => field.name === name);
  const isApplication = form.key === 'application';

  return (
    <FormPage
      title={t(form.title, { title: application.title })}
      personal
      className="zr-submission zr-grant-form"
    >
      <p className="zr-back">
        <Link to={path}>{t(messages.toApplication)}</Link>
      </p>
      <RequestNotice application={application} />
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
          <StepLinks
            steps={stepLinks}
            current={step}
            to={(next) => formAddress(path, next)}
          />
        </div>
        <div>
          <h2 ref={heading} tabIndex={-1}>
            {t(messages.step, { step, count, title: t(title) })}
          </h2>
          <Announcement text={said} />
          <ErrorSummary
            errors={writing.errors}
            failure={writing.failure}
            attempt={writing.attempt}
            idOf={idOfField}
          />
          <div ref={writing.warning} tabIndex={-1} role="status">
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
                          writing.settle(
                            field.name,
                            writing.shownOf(field),
                            isOwn,
                          )
                        }
                      >
                        {t(isOwn ? messages.keepMine : messages.takeTheirs, {
                          field: titles.titleOf(field.name),
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
              <div key={field.name} onBlur={writing.onLeaveField}>
                <GrantInput
                  field={field}
                  writing={writing}
                  titles={titles}
                  grantCall={grantCall}
                  note={
                    isHiddenAccount(field, writing.valueOf(field), check)
                      ? t(accountMessages.hidden)
                      : undefined
                  }
                  required={
                    !check ||
                    !isEmpty(writing.valueOf(field)) ||
                    missing.some((one) => one.field === field.name)
                  }
                />
              </div>
            ))}
            {isLast && (
              <Review
                writing={writing}
                titles={titles}
                check={check}
                categories={grantCall?.cost_categories}
              />
            )}
            {isApplication && (isLast || has('cost_plan')) && (
              <>
                <CostSums writing={writing} />
                <BudgetMeter
                  municipality={application.municipality?.ars}
                  year={application.year}
                />
              </>
            )}
            {!isApplication && (isLast || has('receipts')) && (
              <ProofSums writing={writing} grantCall={grantCall} />
            )}
            {isLast && workflow && !transition && <p>{t(form.coordinators)}</p>}
            <p role="status" className="zr-muted">
              {working
                ? t(messages.saving)
                : isDirty
                  ? t(messages.unsaved)
                  : ''}
            </p>
            <div className="zr-form-actions zr-cluster">
              {!isLast && (
                <button
                  type="submit"
                  className="zr-button zr-button--primary"
                  aria-disabled={working}
                >
                  {t(messages.next)}
                </button>
              )}
              {isLast && transition && (
                <button
                  type="button"
                  className="zr-button zr-button--primary"
                  aria-haspopup="dialog"
                  onClick={async () => {
                    if (await save()) setIsSubmitting(true);
                  }}
                >
                  {t(form.submit)}
                </button>
              )}
              {(!isLast || isDirty) && (
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
              )}
              {step > 1 && (
                <Link
                  className="zr-button zr-button--quiet"
                  to={formAddress(path, step - 1)}
                >
                  {t(messages.back)}
                </Link>
              )}
            </div>
          </form>
        </div>
      </div>
      {isSubmitting && transition && (
        <FormDialog
          title={t(form.submit)}
          submitLabel={t(form.submit)}
          action={() => call('post', `${workflowPath(path)}/${transition}`, {})}
          onDone={() => go(path)}
          onClose={() => setIsSubmitting(false)}
          explain={(failure) =>
            failure.errors.length > 0
              ? failure.errors.map(({ field, message }) => (
                  <p key={`${field} ${message}`}>{message}</p>
                ))
              : undefined
          }
        >
          <p>{t(form.submitText)}</p>
        </FormDialog>
      )}
    </FormPage>
  );
};

export default StepForm;
