import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import type { Content } from '@plone/types';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { isPast, longDate } from '../../helpers/dates';
import { euros } from '../../helpers/numbers';
import type { ListItem } from '../listing/types';
import { useTypeName } from '../listing/PageSummary';
import { useMe } from '../members/useMe';
import Body from '../page/Body';
import Facts from '../page/Facts';
import Head from '../page/Head';
import PlainList from '../page/PlainList';
import { useWhen } from '../seminars/useWhen';
import { beginAddress } from './addresses';

const messages = defineMessages({
  open: {
    id: 'zr.grants.call.open',
    defaultMessage: 'Open: applications are taken until {to}.',
  },
  notYet: {
    id: 'zr.grants.call.notYet',
    defaultMessage: 'Not open yet: applications are taken from {from} to {to}.',
  },
  over: {
    id: 'zr.grants.call.over',
    defaultMessage: 'Closed: applications were taken until {to}.',
  },
  closed: {
    id: 'zr.grants.call.closed',
    defaultMessage: 'Closed: no applications are taken at present.',
  },
  apply: {
    id: 'zr.grants.call.apply',
    defaultMessage: 'Apply for a grant',
  },
  applyFor: {
    id: 'zr.grants.call.applyFor',
    defaultMessage: 'Apply for {name}',
  },
  who: {
    id: 'zr.grants.call.who',
    defaultMessage:
      'Municipalities that take part in the network can apply. Their members write the application together, and a coordinator submits it.',
  },
  join: { id: 'zr.grants.call.join', defaultMessage: 'Take part' },
  facts: { id: 'zr.grants.call.facts', defaultMessage: 'At a glance' },
  year: { id: 'zr.grants.call.year', defaultMessage: 'Year' },
  form: { id: 'zr.grants.call.form', defaultMessage: 'Form of funding' },
  period: {
    id: 'zr.grants.call.period',
    defaultMessage: 'Period of the measure',
  },
  fromTo: { id: 'zr.grants.call.fromTo', defaultMessage: '{from} to {to}' },
  from: { id: 'zr.grants.call.from', defaultMessage: 'from {from}' },
  to: { id: 'zr.grants.call.to', defaultMessage: 'until {to}' },
  paid: { id: 'zr.grants.call.paid', defaultMessage: 'What is paid for' },
  amounts: { id: 'zr.grants.call.amounts', defaultMessage: 'How much' },
  cap: {
    id: 'zr.grants.call.cap',
    defaultMessage: 'At most for each municipality and year',
  },
  projectCap: {
    id: 'zr.grants.call.projectCap',
    defaultMessage: 'At most for each municipality over the whole project',
  },
  projectCapYears: {
    id: 'zr.grants.call.projectCapYears',
    defaultMessage: '{amount} in {years, plural, one {# year} other {# years}}',
  },
  total: {
    id: 'zr.grants.call.total',
    defaultMessage: 'For all municipalities together',
  },
  ownShare: { id: 'zr.grants.call.ownShare', defaultMessage: 'Own share' },
  percent: {
    id: 'zr.grants.call.percent',
    defaultMessage: '{share} % of the costs',
  },
  noOwnShare: {
    id: 'zr.grants.call.noOwnShare',
    defaultMessage: 'none is demanded',
  },
  dayRate: {
    id: 'zr.grants.call.dayRate',
    defaultMessage: 'Highest rate for a day',
  },
  dayRateOf: {
    id: 'zr.grants.call.dayRateOf',
    defaultMessage: '{amount} gross ({categories})',
  },
  dayRateAll: {
    id: 'zr.grants.call.dayRateAll',
    defaultMessage: '{amount} gross',
  },
  deadlines: {
    id: 'zr.grants.call.deadlines',
    defaultMessage: 'Deadlines',
  },
  application: {
    id: 'zr.grants.call.deadline.application',
    defaultMessage: 'Application',
  },
  invoices: {
    id: 'zr.grants.call.deadline.invoices',
    defaultMessage: 'Invoices',
  },
  proof: {
    id: 'zr.grants.call.deadline.proof',
    defaultMessage: 'Proof of use',
  },
  answer: {
    id: 'zr.grants.call.deadline.answer',
    defaultMessage: 'Answer to a request for more',
  },
  days: {
    id: 'zr.grants.call.days',
    defaultMessage: '{days, plural, one {# day} other {# days}}',
  },
  demands: {
    id: 'zr.grants.call.demands',
    defaultMessage: 'What you have to hand in',
  },
  quotes: {
    id: 'zr.grants.call.quotes',
    defaultMessage:
      '{quotes, plural, one {# quote} other {# quotes}} for each item above {amount}',
  },
  signedForm: {
    id: 'zr.grants.call.signedForm',
    defaultMessage: 'The signed form',
  },
  declarations: {
    id: 'zr.grants.call.declarations',
    defaultMessage: 'What you have to declare',
  },
  files: {
    id: 'zr.grants.call.files',
    defaultMessage: 'Forms and leaflets',
  },
});

type Term = { token: string; title: string };

export type GrantCall = Content & {
  year?: number | null;
  is_open?: boolean;
  open_from?: string | null;
  open_to?: string | null;
  period_from?: string | null;
  period_to?: string | null;
  return_days?: number | null;
  invoice_deadline?: string | null;
  proof_deadline?: string | null;
  cap?: string | null;
  project_cap?: string | null;
  project_years?: number | null;
  total_budget?: string | null;
  own_share?: number | null;
  day_rate_limit?: string | null;
  day_rate_categories?: string[] | null;
  cost_categories?: { key: string; title: string }[] | null;
  funding_form?: Term | null;
  declarations?: string[] | null;
  quotes_above?: string | null;
  quotes?: number | null;
  signed_form?: boolean | null;
};

/** Whether applications are taken; the server says it, the times give the reason. */
const OpenLine = ({ content }: { content: GrantCall }) => {
  const intl = useIntl();
  const { moment } = useWhen();
  const from = moment(content.open_from);
  const to = moment(content.open_to);
  if (content.is_open) {
    return (
      <p className="zr-notice zr-notice--positive">
        {intl.formatMessage(messages.open, { to })}
      </p>
    );
  }
  const message = isPast(content.open_to)
    ? messages.over
    : isPast(content.open_from)
      ? messages.closed
      : messages.notYet;
  return (
    <p className="zr-notice">{intl.formatMessage(message, { from, to })}</p>
  );
};

/** The button of coordinators; for all others, who can apply. */
const Apply = ({ path, isOpen }: { path: string; isOpen?: boolean }) => {
  const intl = useIntl();
  const me = useMe().data;
  const towns = (me?.memberships ?? []).filter(
    ({ role, space }) => role === 'coordinator' && space,
  );
  if (towns.length === 0) {
    return (
      <>
        <p>{intl.formatMessage(messages.who)}</p>
        {(me?.memberships ?? []).length === 0 && (
          <p>
            <Link to="/registrieren">{intl.formatMessage(messages.join)}</Link>
          </p>
        )}
      </>
    );
  }
  if (!isOpen) return null;
  return (
    <p className="zr-cluster">
      {towns.map(({ ars, name, space }) => (
        <Link
          key={ars}
          className="zr-button zr-button--primary"
          to={beginAddress(flattenToAppURL(space as string), path)}
        >
          {towns.length > 1
            ? intl.formatMessage(messages.applyFor, { name })
            : intl.formatMessage(messages.apply)}
        </Link>
      ))}
    </p>
  );
};

/** The call of a year: whether one can apply, for what, how much, until when. */
const GrantCallView = ({ content }: { content: GrantCall }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const typeName = useTypeName();
  const { moment } = useWhen();
  const money = (amount?: string | null) => euros(amount, intl.locale);
  const day = (value?: string | null) => longDate(value, intl.locale);

  const from = day(content.period_from);
  const to = day(content.period_to);
  const period =
    from && to
      ? t(messages.fromTo, { from, to })
      : (from && t(messages.from, { from })) || (to && t(messages.to, { to }));
  const limited = (content.cost_categories ?? [])
    .filter(({ key }) => content.day_rate_categories?.includes(key))
    .map(({ title }) => title)
    .join(', ');
  const projectCap = money(content.project_cap);
  const dayRate = money(content.day_rate_limit);
  const demands = [
    ...(content.quotes && content.quotes_above
      ? [
          t(messages.quotes, {
            quotes: content.quotes,
            amount: money(content.quotes_above),
          }),
        ]
      : []),
    ...(content.signed_form ? [t(messages.signedForm)] : []),
  ];
  const items = (content.items ?? []) as unknown as ListItem[];

  return (
    <div className="zr-page zr-article zr-grant-call">
      <Head
        content={content}
        kind={typeName('GrantCall')}
        below={
          <>
            <OpenLine content={content} />
            <Apply
              path={flattenToAppURL(content['@id'])}
              isOpen={content.is_open}
            />
          </>
        }
      />
      <section className="zr-side" aria-labelledby="zr-side-title">
        <div className="zr-side-box">
          <h2 id="zr-side-title">{t(messages.facts)}</h2>
          <Facts
            facts={[
              { name: t(messages.year), value: content.year },
              { name: t(messages.form), value: content.funding_form?.title },
              { name: t(messages.period), value: period },
            ]}
          />
        </div>
      </section>
      <article className="zr-article-main">
        <Body content={content} />
        {Boolean(content.cost_categories?.length) && (
          <section className="zr-part">
            <h2>{t(messages.paid)}</h2>
            <PlainList
              className=""
              items={content.cost_categories?.map(({ title }) => title)}
            />
          </section>
        )}
        <section className="zr-part">
          <h2>{t(messages.amounts)}</h2>
          <Facts
            facts={[
              { name: t(messages.cap), value: money(content.cap) },
              {
                name: t(messages.projectCap),
                value:
                  projectCap && content.project_years
                    ? t(messages.projectCapYears, {
                        amount: projectCap,
                        years: content.project_years,
                      })
                    : projectCap,
              },
              { name: t(messages.total), value: money(content.total_budget) },
              {
                name: t(messages.ownShare),
                value: content.own_share
                  ? t(messages.percent, { share: content.own_share })
                  : t(messages.noOwnShare),
              },
              {
                name: t(messages.dayRate),
                value:
                  dayRate &&
                  (limited
                    ? t(messages.dayRateOf, {
                        amount: dayRate,
                        categories: limited,
                      })
                    : t(messages.dayRateAll, { amount: dayRate })),
              },
            ]}
          />
        </section>
        <section className="zr-part">
          <h2>{t(messages.deadlines)}</h2>
          <Facts
            facts={[
              {
                name: t(messages.application),
                value: moment(content.open_to),
              },
              {
                name: t(messages.answer),
                value:
                  content.return_days &&
                  t(messages.days, { days: content.return_days }),
              },
              {
                name: t(messages.invoices),
                value: day(content.invoice_deadline),
              },
              { name: t(messages.proof), value: day(content.proof_deadline) },
            ]}
          />
        </section>
        {demands.length > 0 && (
          <section className="zr-part">
            <h2>{t(messages.demands)}</h2>
            <PlainList className="" items={demands} />
          </section>
        )}
        {Boolean(content.declarations?.length) && (
          <section className="zr-part">
            <h2>{t(messages.declarations)}</h2>
            <PlainList className="" items={content.declarations} />
          </section>
        )}
        {items.length > 0 && (
          <section className="zr-part">
            <h2>{t(messages.files)}</h2>
            <ul>
              {items.map((item) => (
                <li key={item['@id']}>
                  <Link to={flattenToAppURL(item['@id'])}>{item.title}</Link>
                </li>
              ))}
            </ul>
          </section>
        )}
      </article>
    </div>
  );
};

export default GrantCallView;
