import { useState } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import pencilSVG from '@plone/volto/icons/pencil.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { useResource } from '../../../store/useResource';
import Announcement, { useAnnouncement } from '../../dialogs/Announcement';
import FormDialog from '../../dialogs/FormDialog';
import { useCall } from '../../forms/call';
import { TextField } from '../../forms/Field';
import { PrintButton } from '../../page/PrintLine';
import { useAction } from '../../page/useAction';
import { formAddress } from '../addresses';
import { transitionsIn, workflowPath } from '../types';
import type { Application, GrantWorkflow } from '../types';
import { useIsOurs } from '../useIsOurs';
import { useRefreshApplication } from './useRefreshApplication';

const messages = defineMessages({
  edit: { id: 'zr.grants.view.edit', defaultMessage: 'Edit the application' },
  answer: {
    id: 'zr.grants.view.answer',
    defaultMessage: 'Complete the application',
  },
  proof: {
    id: 'zr.grants.view.proof',
    defaultMessage: 'Write the proof of use',
  },
  withdraw: {
    id: 'zr.grants.view.withdraw',
    defaultMessage: 'Withdraw the application',
  },
  withdrawText: {
    id: 'zr.grants.view.withdrawText',
    defaultMessage:
      'The application ends for good, and its amount is free again in your budget. If you want to apply after all, begin a new application.',
  },
  withdrawWhy: {
    id: 'zr.grants.view.withdrawWhy',
    defaultMessage: 'Why do you withdraw it?',
  },
  withdrawn: {
    id: 'zr.grants.view.withdrawn',
    defaultMessage: 'The application has been withdrawn.',
  },
});

/** What the municipality can do with its application, and printing for all. */
const OwnActions = ({ application }: { application: Application }) => {
  const t = useIntl().formatMessage;
  const call = useCall();
  const path = flattenToAppURL(application['@id']).replace(/\/$/, '');
  const state = application.review_state;
  const refresh = useRefreshApplication(application);
  const { text: said, announce } = useAnnouncement();
  const canEdit = useAction('edit');
  const isOurs = useIsOurs(application);
  const workflow = useResource<GrantWorkflow>(workflowPath(path)).data;
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const [comment, setComment] = useState('');

  const write =
    state === 'proof'
      ? isOurs && messages.proof
      : canEdit && (state === 'returned' ? messages.answer : messages.edit);
  const isWritten = ['draft', 'returned', 'proof'].includes(state ?? '');

  return (
    <>
      <Announcement text={said} />
      <div className="zr-cluster zr-no-print">
        {write && isWritten && (
          <Link to={formAddress(path)} className="zr-button zr-button--primary">
            <Icon name={pencilSVG} size="20px" />
            {t(write)}
          </Link>
        )}
        {transitionsIn(workflow).includes('withdraw') && (
          <button
            type="button"
            className="zr-button zr-button--secondary"
            aria-haspopup="dialog"
            onClick={() => setIsWithdrawing(true)}
          >
            {t(messages.withdraw)}
          </button>
        )}
        <PrintButton />
      </div>
      {isWithdrawing && (
        <FormDialog
          danger
          title={t(messages.withdraw)}
          submitLabel={t(messages.withdraw)}
          action={() =>
            call('post', `${workflowPath(path)}/withdraw`, { comment })
          }
          onDone={async () => {
            await refresh();
            setIsWithdrawing(false);
            announce(t(messages.withdrawn));
          }}
          onClose={() => setIsWithdrawing(false)}
        >
          {(errors) => (
            <>
              <p>{t(messages.withdrawText)}</p>
              <TextField
                id="zr-grant-withdraw"
                name="comment"
                label={t(messages.withdrawWhy)}
                required
                rows={4}
                maxLength={5000}
                error={errors.comment}
                value={comment}
                onChange={setComment}
              />
            </>
          )}
        </FormDialog>
      )}
    </>
  );
};

export default OwnActions;
