import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import cx from 'classnames';

const messages = defineMessages({
  label: { id: 'zr.submission.steps', defaultMessage: 'Steps' },
});

type Props = {
  titles: string[];
  /** The first is 1. */
  current: number;
  to: (step: number) => string;
};

/** The steps of a form that may be visited in any order. */
const StepLinks = ({ titles, current, to }: Props) => {
  const intl = useIntl();
  return (
    <nav
      className="zr-step-links"
      aria-label={intl.formatMessage(messages.label)}
    >
      <ol>
        {titles.map((title, index) => (
          <li key={title} className={cx({ current: index + 1 === current })}>
            <Link
              to={to(index + 1)}
              aria-current={index + 1 === current ? 'step' : undefined}
            >
              {title}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
};

export default StepLinks;
