import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import hideSVG from '@plone/volto/icons/hide.svg';
import showSVG from '@plone/volto/icons/show.svg';
import Field from './Field';
import type { FieldProps } from './Field';

const messages = defineMessages({
  show: { id: 'zr.forms.password.show', defaultMessage: 'Show' },
  hide: { id: 'zr.forms.password.hide', defaultMessage: 'Hide' },
  showPassword: {
    id: 'zr.forms.password.showPassword',
    defaultMessage: 'Show the password',
  },
  hidePassword: {
    id: 'zr.forms.password.hidePassword',
    defaultMessage: 'Hide the password',
  },
  shown: {
    id: 'zr.forms.password.shown',
    defaultMessage: 'The password is shown.',
  },
  hidden: {
    id: 'zr.forms.password.hidden',
    defaultMessage: 'The password is hidden.',
  },
});

type Props = Omit<FieldProps, 'required'> & {
  name: string;
  value: string;
  onChange: (value: string) => void;
  /** Does the person choose it now, or has it been chosen before? */
  isNew?: boolean;
};

/** A password that can be looked at. */
const PasswordField = ({
  name,
  value,
  onChange,
  isNew = false,
  ...field
}: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  // null: nobody has asked to see it, and nothing is to be announced
  const [shown, setShown] = useState<boolean | null>(null);

  return (
    <Field {...field} required>
      {(input) => (
        <div className="zr-password">
          <input
            {...input}
            type={shown ? 'text' : 'password'}
            name={name}
            autoComplete={isNew ? 'new-password' : 'current-password'}
            autoCapitalize="none"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            type="button"
            className="zr-button zr-button--quiet"
            aria-label={t(
              shown ? messages.hidePassword : messages.showPassword,
            )}
            aria-controls={field.id}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? hideSVG : showSVG} size="20px" />
            {t(shown ? messages.hide : messages.show)}
          </button>
          <span role="status" className="zr-visually-hidden">
            {shown === null ? '' : t(shown ? messages.shown : messages.hidden)}
          </span>
        </div>
      )}
    </Field>
  );
};

export default PasswordField;
