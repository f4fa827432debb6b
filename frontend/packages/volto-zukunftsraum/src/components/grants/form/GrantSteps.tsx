import type { MouseEvent } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import cx from 'classnames';

const messages = defineMessages({
  label: { id: 'zr.grants.form.steps', defaultMessage: 'Steps' },
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

export type StepState = {
  title: string;
  /** How much is missing; nothing where that is not known. */
  missing?: number;
};

type Props = {
  steps: StepState[];
  /** The first is 1. */
  current: number;
  to: (step: number) => string;
  onLeave: () => void;
};

/** The steps of an application, with what is missing in each; any order will do. */
const GrantSteps = ({ steps, current, to, onLeave }: Props) => {
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
              onClick={(event: MouseEvent) => {
                if (!event.defaultPrevented) onLeave();
              }}
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

export default GrantSteps;
