import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import cx from 'classnames';

type Props = {
  id: string;
  title: string;
  /** Where to find more of it, and how that link is called. */
  more?: { to: string; label: string };
  className?: string;
  children: ReactNode;
};

/** A part of the start page: heading, content, a way to more. */
const StartSection = ({ id, title, more, className, children }: Props) => (
  <section
    className={cx('zr-start-section', className)}
    aria-labelledby={`zr-start-${id}`}
  >
    <div className="zr-start-heading">
      <h2 id={`zr-start-${id}`}>{title}</h2>
      {more && <Link to={more.to}>{more.label}</Link>}
    </div>
    {children}
  </section>
);

export default StartSection;
