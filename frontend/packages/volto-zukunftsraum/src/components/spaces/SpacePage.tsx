import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import cx from 'classnames';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import Body, { hasBody } from '../page/Body';
import { useResource } from '../../store/useResource';
import type { Found, Resource } from '../../store/resources';
import MembersPanel from './MembersPanel';
import NoticesPanel from './NoticesPanel';
import AddButtons, { useAddableTypes } from './AddButtons';
import SpaceEvents from './SpaceEvents';
import SpaceLatest from './SpaceLatest';
import SpaceTree from './SpaceTree';
import WhoCanSee from './WhoCanSee';
import { spaceMessages } from './messages';
import { spaceQueries } from './queries';
import type { MemberPage } from './queries';
import { spaceKind } from './roles';

export type SpaceContent = {
  '@id': string;
  '@type': string;
  title: string;
  description?: string;
  review_state?: string;
  topics?: { token: string; title: string }[];
  blocks?: Record<string, { '@type'?: string }>;
  blocks_layout?: { items: string[] };
  /** Key (ARS), of the space of a municipality. */
  municipality?: string | null;
};

type Props = {
  content: SpaceContent;
  /** Under the title, beside who can see it. */
  facts?: ReactNode;
  /** At the top of the side column. */
  first?: ReactNode;
  /** The person does not belong: how to come in stands first, on phones too. */
  isOutside?: boolean;
  /** In the side column, above the members. */
  side?: ReactNode;
};

/** The page of a space or a room: who sees it, what is new, what lies in it. */
const SpacePage = ({ content, facts, first, side, isOutside }: Props) => {
  const intl = useIntl();
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  const queries = spaceQueries(content);
  const latest = useResource<Found>(queries.latest);
  const tree = useResource<Found>(queries.tree);
  const events = useResource<Found>(queries.events);
  const members = useResource<MemberPage>(queries.members);
  const addable = useAddableTypes();
  const kind = spaceKind(content['@type']);
  // Strangers are not told that there is nothing: they may only not see it.
  const isEmptyOutside = ({ data }: Resource<Found>) =>
    Boolean(isOutside) && data?.items.length === 0;

  return (
    <div className={cx('zr-page zr-space', { 'is-outside': isOutside })}>
      <h1 className="documentFirstHeading">{content.title}</h1>
      <WhoCanSee content={content} />
      {content.description && <p className="zr-lead">{content.description}</p>}
      {facts}
      <AddButtons path={path} addable={addable} />

      <div className="zr-with-side">
        <div className="zr-space-main">
          {hasBody(content as any) && (
            <div className="zr-space-intro">
              <Body content={content as any} />
            </div>
          )}
          {!isEmptyOutside(latest) && (
            <section aria-labelledby="zr-space-latest">
              <h2 id="zr-space-latest">
                {intl.formatMessage(spaceMessages.latest)}
              </h2>
              <SpaceLatest
                found={latest}
                canAdd={addable.includes('Document')}
              />
            </section>
          )}
          {Boolean(tree.data?.items.length) && (
            <section aria-labelledby="zr-space-tree">
              <h2 id="zr-space-tree">
                {intl.formatMessage(spaceMessages.tree)}
              </h2>
              <SpaceTree root={path} found={tree} />
            </section>
          )}
        </div>
        <div className="zr-space-side">
          {first}
          <NoticesPanel path={path} />
          {side}
          <MembersPanel path={path} kind={kind} members={members} />
          {!isEmptyOutside(events) && (
            <section aria-labelledby="zr-space-events" className="zr-panel">
              <h2 id="zr-space-events">
                {intl.formatMessage(spaceMessages.events)}
              </h2>
              <SpaceEvents found={events} />
            </section>
          )}
        </div>
      </div>
    </div>
  );
};

export default SpacePage;
