import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { TextField } from '../forms/Field';
import type { OfficeMember } from './types';

const messages = defineMessages({
  title: {
    id: 'zr.members.erase.title',
    defaultMessage: 'Delete the account of {name}?',
  },
  lost: {
    id: 'zr.members.erase.lost',
    defaultMessage:
      'The account, all memberships, requests, notices and consents are gone at once. That cannot be undone.',
  },
  kept: {
    id: 'zr.members.erase.kept',
    defaultMessage: 'What {name} has written stays, under “Former member”.',
  },
  coordinated: {
    id: 'zr.members.erase.coordinated',
    defaultMessage:
      'Spaces that nobody else coordinates then fall to the programme office.',
  },
  repeat: {
    id: 'zr.members.erase.repeat',
    defaultMessage: 'Repeat the name for safety',
  },
  help: {
    id: 'zr.members.erase.repeat.help',
    defaultMessage: 'Exactly as it is written: {name}',
  },
  different: {
    id: 'zr.members.erase.different',
    defaultMessage: 'This is not the same name. Nothing was deleted.',
  },
  submit: {
    id: 'zr.members.erase.submit',
    defaultMessage: 'Delete for good',
  },
});

type Props = { member: OfficeMember; onDone: () => void; onClose: () => void };

/** The office deletes an account: says what is lost, and asks for the name. */
const EraseDialog = ({ member, onDone, onClose }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const [repeated, setRepeated] = useState('');
  const name = member.fullname;

  const erase = async () => {
    if (repeated.trim() !== name.trim()) {
      const different: Failure = {
        status: 400,
        message: t(messages.different),
        errors: [{ field: 'fullname', message: t(messages.different) }],
      };
      throw different;
    }
    await call('del', `/@members/${encodeURIComponent(member.id)}`, {
      fullname: repeated.trim(),
    });
  };

  return (
    <FormDialog
      title={t(messages.title, { name })}
      submitLabel={t(messages.submit)}
      danger
      action={erase}
      onDone={onDone}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t(messages.lost)}</p>
          <p>{t(messages.kept, { name })}</p>
          <p>{t(messages.coordinated)}</p>
          <TextField
            id="zr-erase-name"
            name="fullname"
            required
            plain
            autoComplete="off"
            label={t(messages.repeat)}
            help={t(messages.help, { name })}
            error={errors.fullname}
            value={repeated}
            onChange={setRepeated}
          />
        </>
      )}
    </FormDialog>
  );
};

export default EraseDialog;
