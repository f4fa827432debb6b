import { useEffect, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';
import PasswordField from './PasswordField';
import { passwordHint } from './passwordHint';

const messages = defineMessages({
  help: {
    id: 'zr.forms.newPassword.help',
    defaultMessage:
      'At least {length} characters. Four words that have nothing to do with each other are easy to remember and hard to guess.',
  },
  short: {
    id: 'zr.forms.newPassword.short',
    defaultMessage:
      '{missing, plural, one {One more character} other {# more characters}}',
  },
  uniform: {
    id: 'zr.forms.newPassword.uniform',
    defaultMessage:
      'Long enough, but many characters are the same. Please vary them.',
  },
  enough: {
    id: 'zr.forms.newPassword.enough',
    defaultMessage:
      'Long enough. We check when you send it whether it is safe.',
  },
});

/** Readers of screens hear the hint when typing pauses. */
const PAUSE = 1000;

/** Shortest password when the backend has not said so. */
export const PASSWORD_LENGTH = 12;

type Props = {
  id: string;
  name: string;
  label: string;
  value: string;
  error?: string;
  length?: number;
  onChange: (value: string) => void;
};

/** Choose a password, with a calm hint while typing. */
const NewPasswordField = ({ length = PASSWORD_LENGTH, ...field }: Props) => {
  const intl = useIntl();
  const hint = passwordHint(field.value, length);
  const text =
    hint.kind === 'empty' ? '' : intl.formatMessage(messages[hint.kind], hint);
  const [said, setSaid] = useState('');

  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <div className="zr-new-password">
      <PasswordField
        {...field}
        isNew
        help={intl.formatMessage(messages.help, { length })}
      />
      <p className={`zr-password-hint is-${hint.kind}`} aria-hidden="true">
        {hint.kind === 'enough' && <Icon name={checkSVG} size="20px" />}
        {text}
      </p>
      <span role="status" className="zr-visually-hidden">
        {said}
      </span>
    </div>
  );
};

export default NewPasswordField;
