import { defineMessages, useIntl } from 'react-intl';
import cx from 'classnames';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';

const messages = defineMessages({
  label: { id: 'zr.signup.steps', defaultMessage: 'Steps of the sign-up' },
  done: { id: 'zr.signup.steps.done', defaultMessage: 'done' },
});

type Props = { titles: string[]; current: number };

/** Where one is in a form of several steps; the first is 1. */
const Steps = ({ titles, current }: Props) => {
  const intl = useIntl();
  return (
    <ol className="zr-steps" aria-label={intl.formatMessage(messages.label)}>
      {titles.map((title, index) => {
        const step = index + 1;
        const isDone = step < current;
        return (
          <li
            key={title}
            className={cx({ done: isDone, current: step === current })}
            aria-current={step === current ? 'step' : undefined}
          >
            <span className="zr-step-number">
              {isDone ? <Icon name={checkSVG} size="18px" /> : step}
            </span>
            <span className="zr-step-title">
              {title}
              {isDone && (
                <span className="zr-visually-hidden">
                  {' '}
                  ({intl.formatMessage(messages.done)})
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
};

export default Steps;
