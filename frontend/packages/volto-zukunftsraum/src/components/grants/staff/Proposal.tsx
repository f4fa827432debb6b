import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';
import clearSVG from '@plone/volto/icons/clear.svg';
import { longDate } from '../../../helpers/dates';
import { euros } from '../../../helpers/numbers';
import type { StaffContent } from './types';
import { pointsOf, useCallContent } from './useCallContent';

const messages = defineMessages({
  title: {
    id: 'zr.grants.staff.proposal',
    defaultMessage: 'Proposal of the examination',
  },
  inside: {
    id: 'zr.grants.staff.proposal.inside',
    defaultMessage: 'From {date}. The municipality does not see it.',
  },
  amount: {
    id: 'zr.grants.staff.proposal.amount',
    defaultMessage: 'Proposed amount',
  },
  of: {
    id: 'zr.grants.staff.proposal.of',
    defaultMessage: '{amount} of {asked} that are asked for',
  },
  reasons: { id: 'zr.grants.staff.reasons', defaultMessage: 'Reasons' },
  conditions: {
    id: 'zr.grants.staff.conditions',
    defaultMessage: 'Conditions',
  },
  none: { id: 'zr.grants.staff.proposal.none', defaultMessage: 'None' },
  checklist: {
    id: 'zr.grants.staff.proposal.checklist',
    defaultMessage: 'Checklist',
  },
  yes: {
    id: 'zr.grants.staff.proposal.fulfilled',
    defaultMessage: 'Fulfilled:',
  },
  no: {
    id: 'zr.grants.staff.proposal.notFulfilled',
    defaultMessage: 'Not fulfilled:',
  },
});

/** What the examiners have proposed, for those who decide. */
const Proposal = ({ content }: { content: StaffContent }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCallContent(content).data;
  const proposal = content.process?.proposal;
  if (!proposal) return null;
  const known = pointsOf(call);
  // Points that the call does not have any more are shown too.
  const points = [
    ...known,
    ...proposal.checklist.filter((point) => !known.includes(point)),
  ];
  return (
    // Later it is of the past.
    <details className="zr-proposal" open={content.review_state === 'decision'}>
      <summary>{t(messages.title)}</summary>
      <p className="zr-muted">
        {t(messages.inside, { date: longDate(proposal.time, intl.locale) })}
      </p>
      <dl className="zr-facts">
        <dt>{t(messages.amount)}</dt>
        <dd>
          {t(messages.of, {
            amount: euros(proposal.amount, intl.locale),
            asked: euros(content.process?.submitted?.amount, intl.locale),
          })}
        </dd>
        <dt>{t(messages.reasons)}</dt>
        <dd className="zr-own-lines">{proposal.reasons}</dd>
        <dt>{t(messages.conditions)}</dt>
        <dd className="zr-own-lines">
          {proposal.conditions || t(messages.none)}
        </dd>
        {points.length > 0 && (
          <>
            <dt>{t(messages.checklist)}</dt>
            <dd>
              <ul className="zr-plain-list zr-checklist">
                {points.map((point) => {
                  const isFulfilled = proposal.checklist.includes(point);
                  return (
                    <li
                      key={point}
                      className={isFulfilled ? 'is-yes' : 'is-no'}
                    >
                      <Icon
                        name={isFulfilled ? checkSVG : clearSVG}
                        size="20px"
                      />
                      <span>
                        <strong>
                          {t(isFulfilled ? messages.yes : messages.no)}
                        </strong>{' '}
                        {point}
                      </span>
                    </li>
                  );
                })}
              </ul>
            </dd>
          </>
        )}
      </dl>
    </details>
  );
};

export default Proposal;
