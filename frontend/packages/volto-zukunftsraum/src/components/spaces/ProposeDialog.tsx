import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { useDispatch } from 'react-redux';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';

const messages = defineMessages({
  title: {
    id: 'zr.spaces.propose.title',
    defaultMessage: 'Propose to the wiki',
  },
  copy: {
    id: 'zr.spaces.propose.copy',
    defaultMessage:
      'The editors get a copy of “{title}” as a draft. They check it and decide whether it is published. Until then only you and the editors see the copy.',
  },
  stays: {
    id: 'zr.spaces.propose.stays',
    defaultMessage:
      'The original stays in the space as it is; only its members see it.',
  },
  check: {
    id: 'zr.spaces.propose.check',
    defaultMessage:
      'Please make sure that it names no persons and nothing confidential.',
  },
  what: {
    id: 'zr.spaces.propose.what',
    defaultMessage: 'What shall it become?',
  },
  article: {
    id: 'zr.spaces.propose.article',
    defaultMessage: 'Wiki article',
  },
  articleHelp: {
    id: 'zr.spaces.propose.article.help',
    defaultMessage: 'A guide, a method, a checklist or a template for others.',
  },
  practice: {
    id: 'zr.spaces.propose.practice',
    defaultMessage: 'Practice example',
  },
  practiceHelp: {
    id: 'zr.spaces.propose.practice.help',
    defaultMessage: 'What you did in your municipality and how it went.',
  },
  submit: {
    id: 'zr.spaces.propose.submit',
    defaultMessage: 'Send the proposal',
  },
  working: {
    id: 'zr.spaces.propose.working',
    defaultMessage: 'Sending the proposal …',
  },
  cancel: { id: 'zr.spaces.propose.cancel', defaultMessage: 'Cancel' },
  close: { id: 'zr.spaces.propose.close', defaultMessage: 'Close' },
  done: {
    id: 'zr.spaces.propose.done',
    defaultMessage: 'Your proposal is with the editors',
  },
  doneText: {
    id: 'zr.spaces.propose.done.text',
    defaultMessage:
      'It lies there as a draft. You can still improve it until the editors publish it.',
  },
  draft: {
    id: 'zr.spaces.propose.draft',
    defaultMessage: 'Open the draft “{title}”',
  },
  failed: {
    id: 'zr.spaces.propose.failed',
    defaultMessage:
      'The proposal could not be sent. Nothing was changed; please try again later.',
  },
  forbidden: {
    id: 'zr.spaces.propose.forbidden',
    defaultMessage:
      'You may not propose this document, or your session has ended. Please log in again. Nothing was changed.',
  },
});

const TYPES = [
  {
    type: 'WikiArticle',
    title: messages.article,
    help: messages.articleHelp,
  },
  {
    type: 'BestPractice',
    title: messages.practice,
    help: messages.practiceHelp,
  },
] as const;

type ProposalType = (typeof TYPES)[number]['type'];
type Proposal = { '@id': string; title: string };

export const propose = (path: string, type: ProposalType) => ({
  type: 'ZR_PROPOSE',
  request: { op: 'post', path: `${path}/@propose`, data: { type } },
});

type Props = {
  content: { '@id': string; title?: string };
  onClose: () => void;
};

/** Says what a proposal means, asks what it shall become, and sends it. */
const ProposeDialog = ({ content, onClose }: Props) => {
  const intl = useIntl();
  const dispatch: (action: unknown) => any = useDispatch();
  const dialog = useRef<HTMLDialogElement>(null);
  const doneHeading = useRef<HTMLHeadingElement>(null);
  const [type, setType] = useState<ProposalType>('WikiArticle');
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState('');
  const [proposal, setProposal] = useState<Proposal | null>(null);

  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
  }, []);

  // What was clicked is gone: go on from the message that took its place.
  useEffect(() => {
    if (proposal) doneHeading.current?.focus();
  }, [proposal]);

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (working) return;
    setWorking(true);
    setFailure('');
    try {
      setProposal(
        await dispatch(propose(flattenToAppURL(content['@id']), type)),
      );
    } catch (error: any) {
      const status = error?.status ?? error?.response?.status;
      setFailure(
        intl.formatMessage(
          status === 401 || status === 403
            ? messages.forbidden
            : messages.failed,
        ),
      );
    } finally {
      setWorking(false);
    }
  };

  const close = () => dialog.current?.close();

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className="zr-dialog"
      aria-labelledby="zr-propose-title"
      onClose={onClose}
      onCancel={(event) => working && event.preventDefault()}
    >
      {proposal ? (
        <>
          <h2 id="zr-propose-title" ref={doneHeading} tabIndex={-1}>
            {intl.formatMessage(messages.done)}
          </h2>
          <p>{intl.formatMessage(messages.doneText)}</p>
          <p>
            <Link to={flattenToAppURL(proposal['@id'])} onClick={close}>
              {intl.formatMessage(messages.draft, { title: proposal.title })}
            </Link>
          </p>
          <div className="zr-dialog-actions">
            <button
              type="button"
              className="zr-button zr-button--primary"
              onClick={close}
            >
              {intl.formatMessage(messages.close)}
            </button>
          </div>
        </>
      ) : (
        <form onSubmit={onSubmit}>
          <h2 id="zr-propose-title">{intl.formatMessage(messages.title)}</h2>
          <p>
            {intl.formatMessage(messages.copy, { title: content.title ?? '' })}
          </p>
          <p>{intl.formatMessage(messages.stays)}</p>
          <p>{intl.formatMessage(messages.check)}</p>
          <fieldset disabled={working}>
            <legend>{intl.formatMessage(messages.what)}</legend>
            {TYPES.map(({ type: value, title, help }) => (
              <div key={value} className="zr-radio">
                <input
                  type="radio"
                  id={`zr-propose-${value}`}
                  name="zr-propose-type"
                  value={value}
                  checked={type === value}
                  onChange={() => setType(value)}
                  aria-describedby={`zr-propose-${value}-help`}
                />
                <label htmlFor={`zr-propose-${value}`}>
                  {intl.formatMessage(title)}
                </label>
                <p id={`zr-propose-${value}-help`} className="zr-muted">
                  {intl.formatMessage(help)}
                </p>
              </div>
            ))}
          </fieldset>
          <div role="alert">
            {failure && <p className="zr-error">{failure}</p>}
          </div>
          <div className="zr-dialog-actions">
            <button
              type="submit"
              className="zr-button zr-button--primary"
              disabled={working}
            >
              {intl.formatMessage(working ? messages.working : messages.submit)}
            </button>
            <button
              type="button"
              className="zr-button zr-button--quiet"
              onClick={close}
              disabled={working}
            >
              {intl.formatMessage(messages.cancel)}
            </button>
          </div>
        </form>
      )}
    </dialog>
  );
};

export default ProposeDialog;
