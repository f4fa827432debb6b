import { Fragment } from 'react';
import { Link } from 'react-router-dom';
import { useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import pencilSVG from '@plone/volto/icons/pencil.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { longDate } from '../../helpers/dates';
import { euros } from '../../helpers/numbers';
import type { ListItem } from '../listing/types';
import WhoCanSee from '../spaces/WhoCanSee';
import { useTerm } from '../vocabulary/useTerm';
import GrantState from './GrantState';
import StaffPanel from './staff/StaffPanel';
import { formAddress } from './form/steps';

const messages = defineMessages({
  facts: { id: 'zr.grants.view.facts', defaultMessage: 'At a glance' },
  municipality: {
    id: 'zr.grants.view.municipality',
    defaultMessage: 'Municipality',
  },
  amount: { id: 'zr.grants.view.amount', defaultMessage: 'Amount asked for' },
  period: { id: 'zr.grants.view.period', defaultMessage: 'Period' },
  fromTo: {
    id: 'zr.grants.view.fromTo',
    defaultMessage: '{from} to {to}',
  },
  costs: { id: 'zr.grants.view.costs', defaultMessage: 'Kinds of costs' },
  topics: { id: 'zr.grants.view.topics', defaultMessage: 'Topics' },
  targetGroups: {
    id: 'zr.grants.view.targetGroups',
    defaultMessage: 'Target groups',
  },
  relation: {
    id: 'zr.grants.view.relation',
    defaultMessage: 'Relation to demographic change',
  },
  goals: { id: 'zr.grants.view.goals', defaultMessage: 'Goals' },
  measures: { id: 'zr.grants.view.measures', defaultMessage: 'Measures' },
  attachments: {
    id: 'zr.grants.view.attachments',
    defaultMessage: 'Attachments',
  },
  missing: {
    id: 'zr.grants.view.missing',
    defaultMessage: 'Not filled in yet',
  },
  edit: {
    id: 'zr.grants.view.edit',
    defaultMessage: 'Edit the application',
  },
});

type Term = { token: string; title: string };

type Application = {
  '@id': string;
  '@type': string;
  title: string;
  description?: string;
  review_state?: string;
  parent?: { '@id': string; title?: string };
  amount_requested?: string | number | null;
  period_start?: string | null;
  period_end?: string | null;
  cost_plan?: { description: string }[];
  topics?: Term[];
  target_groups?: string[];
  relation_to_demography?: string | null;
  goals?: { goal: string; indicator: string }[];
  measures?: string | null;
  items?: ListItem[];
};

type State = { actions: { actions?: { object?: { id: string }[] } } };

/** The paragraphs of a plain text; single line breaks are no paragraphs. */
export const paragraphs = (text?: string | null): string[] =>
  (text ?? '')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);

const Part = ({ title, text }: { title: string; text?: string | null }) => {
  const intl = useIntl();
  const parts = paragraphs(text);
  return (
    <section>
      <h2>{title}</h2>
      {parts.length > 0 ? (
        parts.map((part, index) => <p key={index}>{part}</p>)
      ) : (
        <p className="zr-muted">{intl.formatMessage(messages.missing)}</p>
      )}
    </section>
  );
};

/** An application for a micro grant: where it stands, its facts, its text. */
const GrantApplicationView = ({ content }: { content: Application }) => {
  const intl = useIntl();
  const term = useTerm();
  const canEdit = useSelector<State, boolean>((state) =>
    Boolean(state.actions?.actions?.object?.some(({ id }) => id === 'edit')),
  );
  const path = flattenToAppURL(content['@id']);
  const missing = (
    <span className="zr-muted">{intl.formatMessage(messages.missing)}</span>
  );
  const from = longDate(content.period_start, intl.locale);
  const to = longDate(content.period_end, intl.locale);

  const facts = [
    {
      name: messages.municipality,
      value: content.parent?.title && (
        <Link to={flattenToAppURL(content.parent['@id'])}>
          {content.parent.title}
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
      name: messages.costs,
      value: content.cost_plan
        ?.map(({ description }) => description)
        .filter(Boolean)
        .join(', '),
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
      <WhoCanSee content={content} />
      {content.description && <p className="zr-lead">{content.description}</p>}
      <div className="zr-grant-state">
        <GrantState state={content.review_state} withNext />
        {canEdit && (
          <Link
            to={formAddress(path)}
            className="zr-button zr-button--secondary"
          >
            <Icon name={pencilSVG} size="20px" />
            {intl.formatMessage(messages.edit)}
          </Link>
        )}
      </div>

      <StaffPanel content={content} />

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

      <Part
        title={intl.formatMessage(messages.relation)}
        text={content.relation_to_demography}
      />
      <Part
        title={intl.formatMessage(messages.goals)}
        text={content.goals
          ?.map(({ goal, indicator }) => `${goal}\n\n${indicator}`)
          .join('\n\n')}
      />
      <Part
        title={intl.formatMessage(messages.measures)}
        text={content.measures}
      />
      {Boolean(content.items?.length) && (
        <section>
          <h2>{intl.formatMessage(messages.attachments)}</h2>
          <ul>
            {content.items?.map((item) => (
              <li key={item['@id']}>
                <Link to={flattenToAppURL(item['@id'])}>{item.title}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
};

export default GrantApplicationView;
