import type { ReactNode } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { longDate } from '../../../helpers/dates';
import { euros } from '../../../helpers/numbers';
import { useResource } from '../../../store/useResource';
import Facts from '../../page/Facts';
import PlainList from '../../page/PlainList';
import type { GrantCall } from '../GrantCallView';
import { fileAddress, idOfFile, useFileKind } from '../files';
import type { Application } from '../types';
import { PlannedAndSpent } from '../form/Sums';
import { cents } from '../form/money';
import RowsTable, { TownName } from './RowsTable';

const messages = defineMessages({
  missing: {
    id: 'zr.grants.view.missing',
    defaultMessage: 'Not filled in yet',
  },
  relation: {
    id: 'zr.grants.view.relation',
    defaultMessage: 'Relation to demographic change',
  },
  goals: { id: 'zr.grants.view.goals', defaultMessage: 'Goals' },
  measures: { id: 'zr.grants.view.measures', defaultMessage: 'Measures' },
  dates: { id: 'zr.grants.view.dates', defaultMessage: 'Dates' },
  together: {
    id: 'zr.grants.view.together',
    defaultMessage: 'Partners and adviser',
  },
  partners: {
    id: 'zr.grants.view.partners',
    defaultMessage: 'Partner municipalities',
  },
  adviser: { id: 'zr.grants.view.adviser', defaultMessage: 'Adviser' },
  adviserReason: {
    id: 'zr.grants.view.adviserReason',
    defaultMessage: 'Why this adviser',
  },
  costs: { id: 'zr.grants.view.costPlan', defaultMessage: 'Costs and funding' },
  costPlan: { id: 'zr.grants.view.costTable', defaultMessage: 'Cost plan' },
  sum: { id: 'zr.grants.view.sum', defaultMessage: 'Sum of the cost plan' },
  ownFunds: { id: 'zr.grants.view.ownFunds', defaultMessage: 'Own funds' },
  otherFunds: {
    id: 'zr.grants.view.otherFunds',
    defaultMessage: 'Other funds',
  },
  amount: { id: 'zr.grants.view.amount', defaultMessage: 'Amount asked for' },
  carriers: {
    id: 'zr.grants.view.carriers',
    defaultMessage: 'Budget carriers',
  },
  applicant: { id: 'zr.grants.view.applicant', defaultMessage: 'Who applies' },
  office: { id: 'zr.grants.view.office', defaultMessage: 'Department' },
  contact: { id: 'zr.grants.view.contact', defaultMessage: 'Contact' },
  signatories: {
    id: 'zr.grants.view.signatories',
    defaultMessage: 'Authorised signatories',
  },
  payee: { id: 'zr.grants.view.payee', defaultMessage: 'Payee' },
  iban: { id: 'zr.grants.view.iban', defaultMessage: 'IBAN' },
  declarations: {
    id: 'zr.grants.view.declarations',
    defaultMessage: 'Declarations',
  },
  earlyStart: {
    id: 'zr.grants.view.earlyStart',
    defaultMessage: 'Beginning before the decision',
  },
  earlyFrom: { id: 'zr.grants.view.earlyFrom', defaultMessage: 'Begin on' },
  earlyReason: {
    id: 'zr.grants.view.earlyReason',
    defaultMessage: 'Why it cannot wait',
  },
  attachments: {
    id: 'zr.grants.view.attachments',
    defaultMessage: 'Attachments',
  },
  proof: { id: 'zr.grants.view.proofOfUse', defaultMessage: 'Proof of use' },
  report: { id: 'zr.grants.view.report', defaultMessage: 'Report' },
  proofGoals: {
    id: 'zr.grants.view.proofGoals',
    defaultMessage: 'What became of the goals',
  },
  receipts: { id: 'zr.grants.view.receipts', defaultMessage: 'Receipts' },
  repayment: {
    id: 'zr.grants.view.repayment',
    defaultMessage: 'Amount paid back',
  },
});

const Missing = () => (
  <p className="zr-muted">{useIntl().formatMessage(messages.missing)}</p>
);

const Text = ({ text }: { text?: string | null }) =>
  text?.trim() ? <p className="zr-own-lines">{text.trim()}</p> : <Missing />;

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="zr-part">
    <h2>{title}</h2>
    {children}
  </section>
);

const ownLines = (text?: string | null) =>
  text && <span className="zr-own-lines">{text}</span>;

/** All that the municipality has written in its application and its proof of use. */
const Details = ({ application }: { application: Application }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const kindOf = useFileKind();
  const money = (amount?: string | number | null) => euros(amount, intl.locale);
  const callPath = application.call && flattenToAppURL(application.call['@id']);
  const categories = useResource<GrantCall>(callPath ?? null).data
    ?.cost_categories;
  const rows = (name: keyof Application, title: string) => {
    const found = application[name] as unknown[] | undefined;
    return found?.length ? (
      <RowsTable
        name={name}
        title={title}
        rows={found}
        categories={categories}
      />
    ) : null;
  };
  const costPlan = application.cost_plan ?? [];
  const total = costPlan.reduce(
    (sum, { amount }) => sum + (cents(amount ?? '') ?? 0),
    0,
  );
  const files = application.items ?? [];
  const fileKind = (name: string) =>
    kindOf(
      application.attachments?.find(({ file }) => file === name)?.kind ?? '',
    );
  const hasProof = Boolean(
    application.proof_report ||
      application.proof_goals?.length ||
      application.receipts?.length,
  );

  const applicant = [
    { name: t(messages.office), value: application.office },
    {
      name: t(messages.contact),
      value: [
        application.contact_name,
        application.contact_email,
        application.contact_phone,
      ]
        .filter(Boolean)
        .join(', '),
    },
    {
      name: t(messages.signatories),
      value: application.signatories
        ?.map(({ name, function: task }) =>
          [name, task].filter(Boolean).join(', '),
        )
        .join('; '),
    },
    { name: t(messages.payee), value: application.payee },
    { name: t(messages.iban), value: application.iban },
  ];

  return (
    <>
      {hasProof && (
        <Part title={t(messages.proof)}>
          <h3>{t(messages.report)}</h3>
          <Text text={application.proof_report} />
          <h3>{t(messages.proofGoals)}</h3>
          {rows('proof_goals', t(messages.proofGoals)) ?? <Missing />}
          <h3>{t(messages.receipts)}</h3>
          {rows('receipts', t(messages.receipts)) ?? <Missing />}
          <PlannedAndSpent
            planned={costPlan.map(({ category, amount }) => [
              category ?? '',
              cents(amount ?? ''),
            ])}
            spent={(application.receipts ?? []).map(({ category, amount }) => [
              category,
              cents(amount ?? ''),
            ])}
            categories={categories}
            approved={application.process?.decision?.amount}
          />
          <Facts
            facts={[
              {
                name: t(messages.repayment),
                value: money(application.repayment),
              },
            ]}
          />
        </Part>
      )}
      <Part title={t(messages.relation)}>
        <Text text={application.relation_to_demography} />
      </Part>
      <Part title={t(messages.goals)}>
        {rows('goals', t(messages.goals)) ?? <Missing />}
      </Part>
      <Part title={t(messages.measures)}>
        <Text text={application.measures} />
      </Part>
      {Boolean(application.dates?.length) && (
        <Part title={t(messages.dates)}>
          {rows('dates', t(messages.dates))}
        </Part>
      )}
      {Boolean(application.partners?.length || application.adviser) && (
        <Part title={t(messages.together)}>
          <Facts
            facts={[
              {
                name: t(messages.partners),
                value: Boolean(application.partners?.length) && (
                  <ul>
                    {application.partners?.map((ars) => (
                      <li key={ars}>
                        <TownName ars={ars} />
                      </li>
                    ))}
                  </ul>
                ),
              },
              { name: t(messages.adviser), value: application.adviser },
              {
                name: t(messages.adviserReason),
                value: ownLines(application.adviser_reason),
              },
            ]}
          />
        </Part>
      )}
      <Part title={t(messages.costs)}>
        {rows('cost_plan', t(messages.costPlan)) ?? <Missing />}
        <Facts
          facts={[
            {
              name: t(messages.sum),
              value: costPlan.length > 0 && money(total / 100),
            },
            { name: t(messages.ownFunds), value: money(application.own_funds) },
            {
              name: t(messages.amount),
              value: money(application.amount_requested),
            },
          ]}
        />
        {Boolean(application.other_funds?.length) && (
          <>
            <h3>{t(messages.otherFunds)}</h3>
            {rows('other_funds', t(messages.otherFunds))}
          </>
        )}
        {Boolean(application.carriers?.length) && (
          <>
            <h3>{t(messages.carriers)}</h3>
            {rows('carriers', t(messages.carriers))}
          </>
        )}
      </Part>
      <Part title={t(messages.applicant)}>
        {applicant.some(({ value }) => value) ? (
          <Facts facts={applicant} />
        ) : (
          <Missing />
        )}
      </Part>
      {application.early_start && (
        <Part title={t(messages.earlyStart)}>
          <Facts
            facts={[
              {
                name: t(messages.earlyFrom),
                value: longDate(application.early_start_from, intl.locale),
              },
              {
                name: t(messages.earlyReason),
                value: ownLines(application.early_start_reason),
              },
            ]}
          />
        </Part>
      )}
      {Boolean(application.declarations?.length) && (
        <Part title={t(messages.declarations)}>
          <PlainList className="" items={application.declarations} />
        </Part>
      )}
      {files.length > 0 && (
        <Part title={t(messages.attachments)}>
          <ul>
            {files.map((file) => (
              <li key={file['@id']}>
                <a href={fileAddress(file)}>{file.title}</a>
                {fileKind(idOfFile(file)) && (
                  <span className="zr-muted">
                    {' '}
                    ({fileKind(idOfFile(file))})
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
};

export default Details;
