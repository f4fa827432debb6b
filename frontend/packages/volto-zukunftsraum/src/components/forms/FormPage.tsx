import type { ReactNode } from 'react';
import cx from 'classnames';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';

type Props = {
  title: string;
  /** What the browser shows, where it is not the heading. */
  documentTitle?: string;
  /**
   * The address holds a token: it is not for search engines, and other sites do
   * not learn it from links on the page.
   */
  secret?: boolean;
  /** About a person: not for search engines. */
  personal?: boolean;
  className?: string;
  children: ReactNode;
};

/** A page that is no content: title, heading, and what robots are told. */
const FormPage = ({
  title,
  documentTitle = title,
  secret = false,
  personal = secret,
  className,
  children,
}: Props) => (
  <div className={cx('zr-page zr-form-page', className)}>
    <Helmet
      title={documentTitle}
      meta={[
        ...(personal ? [{ name: 'robots', content: 'noindex, nofollow' }] : []),
        ...(secret ? [{ name: 'referrer', content: 'no-referrer' }] : []),
      ]}
    />
    <h1 className="documentFirstHeading">{title}</h1>
    {children}
  </div>
);

export default FormPage;
