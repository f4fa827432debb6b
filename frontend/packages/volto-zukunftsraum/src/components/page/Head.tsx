import type { ReactNode } from 'react';
import type { Content } from '@plone/types';
import StateBadge from '../listing/StateBadge';
import WhoCanSee from '../spaces/WhoCanSee';

/** The head of an article: what it is, its title and short version, its state. */
const Head = ({
  content,
  kind,
  children,
  below,
}: {
  content: Content;
  kind?: string;
  children?: ReactNode;
  /** For those who work on it. */
  below?: ReactNode;
}) => (
  <header className="zr-head">
    {kind && <p className="zr-kind">{kind}</p>}
    <h1 className="documentFirstHeading">{content.title}</h1>
    <WhoCanSee content={content as any} />
    {content.description && <p className="zr-lead">{content.description}</p>}
    <div className="zr-head-state">
      <StateBadge state={content.review_state as string} />
      {children}
    </div>
    {below}
  </header>
);

export default Head;
