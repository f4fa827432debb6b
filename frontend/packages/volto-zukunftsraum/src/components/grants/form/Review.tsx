import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { longDate } from '../../../helpers/dates';
import { useTerm } from '../../vocabulary/useTerm';
import { formAddress } from '../addresses';
import RowsTable from '../view/RowsTable';
import { stepOfField } from './steps';
import type { GrantField } from './steps';
import type { Titles } from './useTitles';
import type { Writing } from './useWriting';
import type { FieldValue } from './values';

const messages = defineMessages({
  missing: {
    id: 'zr.grants.form.missing',
    defaultMessage: 'This is still missing or wrong:',
  },
  empty: { id: 'zr.grants.form.empty', defaultMessage: 'Not filled in' },
  lines: {
    id: 'zr.grants.form.lines',
    defaultMessage: '{count, plural, one {# entry} other {# entries}}',
  },
  yes: { id: 'zr.grants.form.yes', defaultMessage: 'Yes' },
  no: { id: 'zr.grants.form.no', defaultMessage: 'No' },
  change: { id: 'zr.grants.form.change', defaultMessage: 'Change' },
  changeStep: {
    id: 'zr.grants.form.changeStep',
    defaultMessage: 'Change “{title}”',
  },
});

/** GET <GrantApplication>/@grant-check */
export type Check = {
  ready: boolean;
  items: { field: string; message: string }[];
};

export const isEmpty = (value: FieldValue) =>
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

export const accountMessages = defineMessages({
  hidden: {
    id: 'zr.grants.form.accountHidden',
    defaultMessage: 'Stored. Only coordinators see a part of it.',
  },
});

/** An account is stored, but not shown to this person. */
export const isHiddenAccount = (
  field: GrantField,
  value: FieldValue,
  check?: Check,
) =>
  field.as === 'account' &&
  value === '' &&
  check !== undefined &&
  !check.items.some((one) => one.field === field.name);

type Props = {
  writing: Writing;
  titles: Titles;
  check?: Check;
  categories?: { key: string; title: string }[] | null;
};

/** The last step: what is missing, with links to it, and all that was filled in. */
const Review = ({ writing, titles, check, categories }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const term = useTerm();
  const { path, form } = writing;
  const missing = check?.items ?? [];

  const inShort = (field: GrantField): string => {
    const value = writing.valueOf(field);
    if (typeof value === 'boolean')
      return t(value ? messages.yes : messages.no);
    if (isEmpty(value)) {
      return isHiddenAccount(field, value, check)
        ? t(accountMessages.hidden)
        : t(messages.empty);
    }
    if (field.as === 'choices' && field.terms) {
      const vocabulary = field.terms;
      return (value as string[])
        .map((token) => term(vocabulary, token))
        .join(', ');
    }
    if (Array.isArray(value)) return t(messages.lines, { count: value.length });
    if (field.as === 'date') return longDate(value, intl.locale) || value;
    return field.as === 'money' ? `${value} €` : value;
  };

  /** Tables as they are stored; before the last step all is saved. */
  const rowsIn = (field: GrantField) => {
    const rows = (writing.stored as Record<string, unknown>)[field.name];
    return field.as === 'table' && Array.isArray(rows) && rows.length > 0 ? (
      <RowsTable
        name={field.name}
        title={titles.titleOf(field.name)}
        rows={rows}
        categories={categories}
      />
    ) : null;
  };

  return (
    <div className="zr-grant-summary">
      {check &&
        (missing.length > 0 ? (
          <>
            <p>{t(messages.missing)}</p>
            <ul>
              {missing.map(({ field, message }) => (
                <li key={`${field} ${message}`}>
                  <Link
                    to={formAddress(
                      path,
                      stepOfField(field, form.steps),
                      field,
                    )}
                  >
                    {message}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p className="zr-notice zr-notice--positive">{t(form.complete)}</p>
        ))}
      {form.steps.slice(0, -1).map((one, index) => (
        <section key={one.title.id} className="zr-part">
          <h3>{t(one.title)}</h3>
          <dl className="zr-facts">
            {one.fields.map((field) => (
              <div key={field.name}>
                <dt>{titles.titleOf(field.name)}</dt>
                <dd className="zr-own-lines">
                  {rowsIn(field) ?? inShort(field)}
                </dd>
              </div>
            ))}
          </dl>
          <p>
            <Link
              to={formAddress(path, index + 1)}
              aria-label={t(messages.changeStep, { title: t(one.title) })}
            >
              {t(messages.change)}
            </Link>
          </p>
        </section>
      ))}
    </div>
  );
};

export default Review;
