import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import cx from 'classnames';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';
import infoSVG from '@plone/volto/icons/info.svg';
import { focusSoon } from './focusSoon';

type Props = {
  title: string;
  /** It worked; else it is a piece of information, such as an expired link. */
  good?: boolean;
  children?: ReactNode;
};

/**
 * What came of a form, in its place. What was clicked is gone, so reading goes
 * on from the heading.
 */
const Outcome = ({ title, good = false, children }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => focusSoon(heading.current), []);

  return (
    <section className={cx('zr-outcome', { 'is-good': good })}>
      <h2 ref={heading} tabIndex={-1}>
        <Icon name={good ? checkSVG : infoSVG} size="28px" />
        {title}
      </h2>
      {children}
    </section>
  );
};

export default Outcome;
