import { defineMessages, useIntl } from 'react-intl';
import { useUrlParameters } from '../../listing/urlParameters';

const messages = defineMessages({
  year: { id: 'zr.grants.work.year', defaultMessage: 'Year' },
  all: { id: 'zr.grants.work.year.all', defaultMessage: 'All years' },
});

/** The next year, this one, and those before it; the one that is chosen is always among them. */
export const yearsAround = (chosen: string, now = new Date()): string[] => {
  const next = now.getFullYear() + 1;
  const years = Array.from({ length: 6 }, (_, index) => String(next - index));
  return chosen && !years.includes(chosen) ? [...years, chosen] : years;
};

/** Narrows a page down to one year; the address carries it. */
const YearFilter = ({ id }: { id: string }) => {
  const t = useIntl().formatMessage;
  const url = useUrlParameters();
  const chosen = url.get('year');
  return (
    <div className="zr-filter-field">
      <label htmlFor={id}>{t(messages.year)}</label>
      <select
        id={id}
        value={chosen}
        onChange={({ target }) => url.go({ year: target.value })}
      >
        <option value="">{t(messages.all)}</option>
        {yearsAround(chosen).map((year) => (
          <option key={year} value={year}>
            {year}
          </option>
        ))}
      </select>
    </div>
  );
};

export default YearFilter;
