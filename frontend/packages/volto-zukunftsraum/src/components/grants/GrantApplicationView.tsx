import { Fragment } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import type { Content } from '@plone/types';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { longDate } from '../../helpers/dates';
import { euros } from '../../helpers/numbers';
import PrintLine from '../page/PrintLine';
import WhoCanSee from '../spaces/WhoCanSee';
import { useTerm } from '../vocabulary/useTerm';
import GrantState from './GrantState';
import PracticeDraft from './PracticeDraft';
import AuditPart from './staff/AuditPart';
import StaffPanel from './staff/StaffPanel';
import type { StaffContent } from './staff/types';
import type { Application } from './types';
import { useIsOurs } from './useIsOurs';
import Decisions from './view/Decisions';
import Details from './view/Details';
import OwnActions from './view/OwnActions';
import Papers from './view/Papers';
import Progress from './view/Progress';
import RequestNotice from './view/RequestNotice';

const messages = defineMessages({
  facts: { id: 'zr.grants.view.facts', defaultMessage: 'At a glance' },
  number: { id: 'zr.grants.view.number', defaultMessage: 'Number' },
  municipality: {
    id: 'zr.grants.view.municipality',
    defaultMessage: 'Municipality',
  },
  call: { id: 'zr.grants.view.call', defaultMessage: 'Call' },
  amount: { id: 'zr.grants.view.amount', defaultMessage: 'Amount asked for' },
  period: { id: 'zr.grants.view.period', defaultMessage: 'Period' },
  fromTo: {
    id: 'zr.grants.view.fromTo',
    defaultMessage: '{from} to {to}',
  },
  topics: { id: 'zr.grants.view.topics', defaultMessage: 'Topics' },
  targetGroups: {
    id: 'zr.grants.view.targetGroups',
    defaultMessage: 'Target groups',
  },
  missing: {
    id: 'zr.grants.view.missing',
    defaultMessage: 'Not filled in yet',
  },
});

/** An application for a micro grant: where it stands, who acts, its documents, all that was written. */
const GrantApplicationView = ({ content }: { content: Application }) => {
  const intl = useIntl();
  const term = useTerm();
  const isOurs = useIsOurs(content);
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  const missing = (
    <span className="zr-muted">{intl.formatMessage(messages.missing)}</span>
  );
  const from = longDate(content.period_start, intl.locale);
  const to = longDate(content.period_end, intl.locale);

  const facts = [
    ...(content.number
      ? [{ name: messages.number, value: content.number }]
      : []),
    {
      name: messages.municipality,
      value:
        isOurs && content.parent ? (
          <Link to={flattenToAppURL(content.parent['@id'])}>
            {content.municipality?.name}
          </Link>
        ) : (
          content.municipality?.name
        ),
    },
    {
      name: messages.call,
      value: content.call && (
        <Link to={flattenToAppURL(content.call['@id'])}>
          {content.call.title}
        </Link>
      ),
    },
    {
      name: messages.amount,
      value: euros(content.amount_requested, intl.locale),
    },
    {
      name: messages.period,
      value:
        from && to && from !== to
          ? intl.formatMessage(messages.fromTo, { from, to })
          : from || to,
    },
    {
      name: messages.targetGroups,
      value: content.target_groups?.join(', '),
    },
    {
      name: messages.topics,
      value: content.topics?.map((topic) => term('topics', topic)).join(', '),
    },
  ];

  return (
    <div className="zr-page zr-grant">
      <h1 className="documentFirstHeading">{content.title}</h1>
      <WhoCanSee content={content as unknown as Content} />
      {content.description && <p className="zr-lead">{content.description}</p>}
      <div className="zr-grant-state">
        <GrantState state={content.review_state} withNext />
      </div>
      <RequestNotice application={content} />
      <OwnActions application={content} />
      <StaffPanel content={content as StaffContent} />
      <Progress application={content} />
      <Decisions application={content} />
      <Papers path={path} />
      <PracticeDraft content={content} />

      <section aria-labelledby="zr-grant-facts" className="zr-panel">
        <h2 id="zr-grant-facts">{intl.formatMessage(messages.facts)}</h2>
        <dl className="zr-facts">
          {facts.map(({ name, value }) => (
            <Fragment key={name.id}>
              <dt>{intl.formatMessage(name)}</dt>
              <dd>{value || missing}</dd>
            </Fragment>
          ))}
        </dl>
      </section>
      <Details application={content} />
      <AuditPart content={content as StaffContent} />
      <PrintLine content={content as unknown as Content} />
    </div>
  );
};

export default GrantApplicationView;
