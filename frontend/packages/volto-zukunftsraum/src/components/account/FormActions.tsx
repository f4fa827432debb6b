import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';

const messages = defineMessages({
  save: { id: 'zr.account.save', defaultMessage: 'Save' },
  saving: { id: 'zr.account.saving', defaultMessage: 'Saving …' },
});

type Props = {
  working: boolean;
  /** What was done, said beside the button. */
  done: string;
  label?: string;
};

/** The button of a form that stays on the page, and what came of it. */
const FormActions = ({ working, done, label }: Props) => {
  const intl = useIntl();
  return (
    <div className="zr-form-actions">
      <button
        type="submit"
        className="zr-button zr-button--primary"
        aria-disabled={working}
      >
        {working
          ? intl.formatMessage(messages.saving)
          : label ?? intl.formatMessage(messages.save)}
      </button>
      <span role="status" className="zr-saved">
        {done && (
          <>
            <Icon name={checkSVG} size="20px" />
            {done}
          </>
        )}
      </span>
    </div>
  );
};

export default FormActions;
