import type { ReactNode } from 'react';
import cx from 'classnames';

export type Fact = { name: string; value: ReactNode };

const isEmpty = (value: ReactNode) =>
  value === null || value === undefined || value === '' || value === false;

/** Names and values; those without a value are left out. */
const Facts = ({ facts, className }: { facts: Fact[]; className?: string }) => {
  const given = facts.filter(({ value }) => !isEmpty(value));
  if (given.length === 0) return null;
  return (
    <dl className={cx('zr-facts', className)}>
      {given.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

export default Facts;
