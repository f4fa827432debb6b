import cx from 'classnames';

/** Short texts below each other, or nothing. */
const PlainList = ({
  items,
  className = 'zr-plain-list',
}: {
  items?: string[] | null;
  className?: string;
}) =>
  items?.length ? (
    <ul className={cx(className)}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  ) : null;

export default PlainList;
