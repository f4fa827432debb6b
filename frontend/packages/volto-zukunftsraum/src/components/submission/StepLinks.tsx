import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import cx from 'classnames';

const messages = defineMessages({
  label: { id: 'zr.submission.steps', defaultMessage: 'Steps' },
  missing: {
    id: 'zr.grants.form.steps.missing',
    defaultMessage:
      '{count, plural, one {# item is missing} other {# items are missing}}',
  },
  complete: {
    id: 'zr.grants.form.steps.complete',
    defaultMessage: 'complete',
  },
});

type Props = {
  /** missing: how much; nothing where that is not known. */
  steps: { title: string; missing?: number }[];
  /** The first is 1. */
  current: number;
  to: (step: number) => string;
};

/** The steps of a form, with what is missing in each; they may be visited in any order. */
const StepLinks = ({ steps, current, to }: Props) => {
  const intl = useIntl();
  return (
    <nav
      className="zr-step-links"
      aria-label={intl.formatMessage(messages.label)}
    >
      <ol>
        {steps.map(({ title, missing }, index) => (
          <li key={title} className={cx({ current: index + 1 === current })}>
            <Link
              to={to(index + 1)}
              aria-current={index + 1 === current ? 'step' : undefined}
            >
              {title}
              {missing !== undefined && (
                <span className="zr-step-state">
                  {missing > 0
                    ? intl.formatMessage(messages.missing, { count: missing })
                    : intl.formatMessage(messages.complete)}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
};

export default StepLinks;
