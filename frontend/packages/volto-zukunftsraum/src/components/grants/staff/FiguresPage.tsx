import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import { useReload } from '../../../store/useReload';
import { useResource } from '../../../store/useResource';
import Protected from '../../access/Protected';
import Loaded from '../../listing/Loaded';
import { useUrlParameters } from '../../listing/urlParameters';
import { useIsLoggedIn } from '../../members/useMe';
import FigureTable from './FigureTable';
import SaveButtons from './SaveButtons';
import StaffNav from './StaffNav';
import YearBudget from './YearBudget';
import { figuresPath } from './load';
import type { Figures } from './types';

const messages = defineMessages({
  title: {
    id: 'zr.grants.figures',
    defaultMessage: 'Figures of the grants',
  },
  year: { id: 'zr.grants.work.year', defaultMessage: 'Year' },
  byState: { id: 'zr.grants.figures.byState', defaultMessage: 'By state' },
  byLand: { id: 'zr.grants.figures.byLand', defaultMessage: 'By Land' },
  byCategory: {
    id: 'zr.grants.figures.byCategory',
    defaultMessage: 'By kind of costs',
  },
  state: { id: 'zr.grants.work.state', defaultMessage: 'State' },
  land: { id: 'zr.grants.figures.land', defaultMessage: 'Land' },
  category: {
    id: 'zr.grants.figures.category',
    defaultMessage: 'Kind of costs',
  },
  count: {
    id: 'zr.grants.figures.count',
    defaultMessage: 'Applications',
  },
  asked: { id: 'zr.grants.work.amount', defaultMessage: 'Asked for' },
  bars: {
    id: 'zr.grants.figures.bars',
    defaultMessage: 'The bars show the amounts that are asked for.',
  },
  approved: {
    id: 'zr.grants.figures.approved',
    defaultMessage: 'Approved',
  },
  reserved: {
    id: 'zr.grants.figures.reserved',
    defaultMessage: 'Reserved',
  },
  committed: {
    id: 'zr.grants.figures.committed',
    defaultMessage: 'Committed',
  },
  spent: { id: 'zr.grants.figures.spent', defaultMessage: 'Spent' },
  file: {
    id: 'zr.grants.figures.file',
    defaultMessage: 'grant-figures-{year}',
  },
});

/** The year of the grants in figures, at /foerderantraege/kennzahlen. */
const FiguresPage = () => {
  const t = useIntl().formatMessage;
  const loggedIn = useIsLoggedIn();
  const url = useUrlParameters();
  const reload = useReload();
  const path = figuresPath(url.search);
  const resource = useResource<Figures>(loggedIn ? path : null);

  if (!loggedIn || resource.status === 401 || resource.status === 403) {
    return <Protected />;
  }
  const asked = { key: 'asked', title: t(messages.asked) };
  const count = { key: 'count', title: t(messages.count) };
  return (
    <div className="zr-page zr-work">
      <Helmet
        title={t(messages.title)}
        meta={[{ name: 'robots', content: 'noindex, nofollow' }]}
      />
      <h1 className="documentFirstHeading">{t(messages.title)}</h1>
      <StaffNav />
      <Loaded resource={resource} onRetry={() => reload(path)}>
        {(figures) => (
          <>
            <div className="zr-staff-head">
              <div className="zr-filter zr-filter--row">
                <div className="zr-filter-field">
                  <label htmlFor="zr-figures-year">{t(messages.year)}</label>
                  <select
                    id="zr-figures-year"
                    value={figures.year}
                    onChange={({ target }) => url.go({ year: target.value })}
                  >
                    {(figures.years.includes(figures.year)
                      ? figures.years
                      : [figures.year, ...figures.years]
                    ).map((year) => (
                      <option key={year} value={year}>
                        {year}
                      </option>
                    ))}
                  </select>
                </div>
              </div>
              <SaveButtons
                name={t(messages.file, { year: String(figures.year) })}
                pathOf={(format) => figuresPath(url.search, format)}
              />
            </div>
            <YearBudget figures={figures} />
            {figures.applications > 0 && (
              <p className="zr-muted zr-figures-note">{t(messages.bars)}</p>
            )}
            {figures.by_state.length > 0 && (
              <FigureTable
                title={t(messages.byState)}
                rowTitle={t(messages.state)}
                rows={figures.by_state}
                id={({ state }) => state}
                name={({ title }) => title}
                columns={[
                  { ...count, value: (row) => row.count },
                  { ...asked, value: (row) => row.asked },
                ]}
                bar={(row) => row.asked}
              />
            )}
            {figures.by_land.length > 0 && (
              <FigureTable
                title={t(messages.byLand)}
                rowTitle={t(messages.land)}
                rows={figures.by_land}
                id={({ code }) => code}
                name={({ name }) => name}
                columns={[
                  { ...count, value: (row) => row.count },
                  { ...asked, value: (row) => row.asked },
                  ...(['reserved', 'committed', 'spent'] as const).map(
                    (key) => ({
                      key,
                      title: t(messages[key]),
                      value: (row: Figures['by_land'][number]) => row[key],
                    }),
                  ),
                ]}
                bar={(row) => row.asked}
              />
            )}
            {figures.by_category.length > 0 && (
              <FigureTable
                title={t(messages.byCategory)}
                rowTitle={t(messages.category)}
                rows={figures.by_category}
                id={({ category }) => category}
                name={({ title }) => title}
                columns={[
                  { ...asked, value: (row) => row.asked },
                  {
                    key: 'approved',
                    title: t(messages.approved),
                    value: (row) => row.approved,
                  },
                ]}
                bar={(row) => row.asked}
              />
            )}
          </>
        )}
      </Loaded>
    </div>
  );
};

export default FiguresPage;
