import { useIntl } from 'react-intl';
import { dateBlock } from '../../helpers/dates';
import ItemHeading from '../listing/ItemHeading';
import ItemTopics from '../listing/ItemTopics';
import Marked from '../listing/Marked';
import StateBadge from '../listing/StateBadge';
import { useTypeName } from '../listing/PageSummary';
import type { SummaryProps } from '../listing/types';
import { useTerm } from '../vocabulary/useTerm';
import { nextOf, useWhen } from './useWhen';
import type { When } from './useWhen';

/** A seminar: a date like a leaf of a calendar, and the same in words. */
const SeminarSummary = (props: SummaryProps) => {
  const { item, hide_description } = props;
  const intl = useIntl();
  const term = useTerm();
  const typeName = useTypeName();
  const { when, series } = useWhen();
  const dates = item.series_dates?.map(([start, end]) => ({ start, end }));
  const shown: When = dates?.length ? nextOf(dates) : item;
  const { day, month, year } = dateBlock(shown.start, intl.locale);

  return (
    <div className="zr-dated">
      {day && (
        <p className="zr-date-block" aria-hidden="true">
          <span className="day">{day}</span>
          <span className="month">{month}</span>
          <span className="year">{year}</span>
        </p>
      )}
      <div className="zr-dated-text">
        <p className="headline">
          {term('seminarKinds', item.kind) || typeName('Seminar')}
        </p>
        <ItemHeading {...props} />
        <StateBadge state={item.review_state} />
        {item.start && (
          <p className="zr-item-facts is-stacked">
            <strong>{when(shown)}</strong>
            {series(dates) && <span>{series(dates)}</span>}
            {item.location && <span>{item.location}</span>}
          </p>
        )}
        {!hide_description && item.description && (
          <p className="description">
            <Marked text={item.description} />
          </p>
        )}
        <ItemTopics topics={item.topics} />
      </div>
    </div>
  );
};

export default SeminarSummary;
