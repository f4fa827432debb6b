/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import cx from 'classnames';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import addSVG from '@plone/volto/icons/add.svg';
import deleteSVG from '@plone/volto/icons/delete.svg';
import upSVG from '@plone/volto/icons/up.svg';
import downSVG from '@plone/volto/icons/down.svg';
import { FieldMessage, describedBy } from '../../forms/Field';
import type { Errors } from '../../forms/useFormErrors';
import ChosenMunicipality from '../../municipality/ChosenMunicipality';
import MunicipalityCombobox from '../../municipality/MunicipalityCombobox';
import { columnTitle } from './columns';
import { inWords, product } from './money';
import { TABLES, emptyRow } from './rows';
import type { Row } from './rows';
import { idOfField } from '../addresses';

const messages = defineMessages({
  add: { id: 'zr.grants.form.row.add', defaultMessage: 'Add a row' },
  remove: {
    id: 'zr.grants.form.row.remove',
    defaultMessage: 'Remove row {row}',
  },
  up: { id: 'zr.grants.form.row.up', defaultMessage: 'Move row {row} up' },
  down: {
    id: 'zr.grants.form.row.down',
    defaultMessage: 'Move row {row} down',
  },
  none: { id: 'zr.grants.form.row.none', defaultMessage: 'No rows yet.' },
  cell: {
    id: 'zr.grants.form.row.cell',
    defaultMessage: '{column}, row {row}',
  },
  actions: { id: 'zr.grants.form.row.actions', defaultMessage: 'Row' },
  choose: { id: 'zr.grants.form.row.choose', defaultMessage: 'Please choose' },
  sum: { id: 'zr.grants.form.row.sum', defaultMessage: '{amount} €' },
});

type Props = {
  name: string;
  title: string;
  help?: ReactNode;
  errors: Errors;
  rows: Row[];
  /** Of cells in which one of several is chosen. */
  choices?: { key: string; title: string }[];
  onChange: (rows: Row[]) => void;
};

/** A table that is written in: rows are added, removed and moved with buttons, so by keyboard too. */
const TableField = ({
  name,
  title,
  help,
  errors,
  rows,
  choices = [],
  onChange,
}: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const columns = TABLES[name];
  const withAmount = name === 'cost_plan';
  const id = idOfField(name);
  /** Where the focus goes when the rows are there. */
  const focus = useRef('');

  useEffect(() => {
    if (!focus.current) return;
    const target = document.getElementById(focus.current);
    focus.current = '';
    target?.focus();
  }, [rows]);

  const cellId = (row: number, column: string) => `${id}-${row}-${column}`;
  const change = (index: number, column: string, cell: string | boolean) =>
    onChange(
      rows.map((row, at) => (at === index ? { ...row, [column]: cell } : row)),
    );
  const add = () => {
    focus.current = cellId(rows.length, columns[0].name);
    onChange([...rows, emptyRow(name)]);
  };
  const remove = (index: number) => {
    focus.current =
      rows.length > 1
        ? cellId(Math.min(index, rows.length - 2), columns[0].name)
        : `${id}-add`;
    onChange(rows.filter((_, at) => at !== index));
  };
  const move = (index: number, by: 1 | -1) => {
    const next = [...rows];
    [next[index], next[index + by]] = [next[index + by], next[index]];
    const isEnd = index + by === (by < 0 ? 0 : rows.length - 1);
    const way = by < 0 !== isEnd ? 'up' : 'down';
    focus.current = `${id}-${index + by}-${way}`;
    onChange(next);
  };

  const cell = (row: Row, index: number, column: (typeof columns)[number]) => {
    const field = `${name}.${index}.${column.name}`;
    const error = errors[field];
    const input = {
      id: cellId(index, column.name),
      'aria-label': t(messages.cell, {
        column: t(columnTitle(name, column.name)),
        row: index + 1,
      }),
      'aria-invalid': error ? (true as const) : undefined,
      'aria-describedby': describedBy(
        cellId(index, column.name),
        undefined,
        error,
      ),
    };
    const value = row[column.name];
    const set = (next: string | boolean) => change(index, column.name, next);
    return (
      <>
        {column.as === 'flag' ? (
          <input
            {...input}
            type="checkbox"
            checked={value !== false}
            onChange={({ target }) => set(target.checked)}
          />
        ) : column.as === 'choice' ? (
          <select
            {...input}
            value={value as string}
            onChange={({ target }) => set(target.value)}
          >
            <option value="">{t(messages.choose)}</option>
            {choices.map(({ key, title: label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
            {value && !choices.some(({ key }) => key === value) && (
              <option value={value as string}>{value}</option>
            )}
          </select>
        ) : column.as === 'municipality' ? (
          <div role="group" aria-label={input['aria-label']}>
            {value ? (
              <ChosenMunicipality
                ars={value as string}
                withName
                onRemove={() => set('')}
              />
            ) : (
              <MunicipalityCombobox
                id={input.id}
                onChoose={({ ars }) => set(ars)}
                invalid={Boolean(error)}
                describedBy={input['aria-describedby']}
              />
            )}
          </div>
        ) : column.as === 'text' ? (
          <textarea
            {...input}
            rows={3}
            maxLength={column.longest}
            value={value as string}
            onChange={({ target }) => set(target.value)}
          />
        ) : (
          <input
            {...input}
            type={column.as === 'date' ? 'date' : 'text'}
            inputMode={
              column.as === 'money' || column.as === 'number'
                ? 'decimal'
                : undefined
            }
            maxLength={column.longest}
            value={value as string}
            onChange={({ target }) => set(target.value)}
          />
        )}
        <FieldMessage id={input.id} error={error} />
      </>
    );
  };

  return (
    <div
      role="group"
      aria-labelledby={`${id}-title`}
      aria-describedby={describedBy(id, help, errors[name])}
      className={cx('zr-field zr-rows', { 'has-error': errors[name] })}
    >
      <h3 id={`${id}-title`}>
        <span id={id} tabIndex={-1}>
          {title}
        </span>
      </h3>
      {help && (
        <p id={`${id}-help`} className="zr-help">
          {help}
        </p>
      )}
      <FieldMessage id={id} error={errors[name]} />
      {rows.length > 0 ? (
        <table
          role="table"
          className={`zr-table zr-data-table zr-rows-table zr-rows--${name}`}
          aria-labelledby={`${id}-title`}
        >
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <th key={column.name} role="columnheader" scope="col">
                  {t(columnTitle(name, column.name))}
                </th>
              ))}
              {withAmount && (
                <th role="columnheader" scope="col">
                  {t(columnTitle('cost_plan', 'amount'))}
                </th>
              )}
              <th role="columnheader" scope="col">
                {t(messages.actions)}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row, index) => (
              <tr key={index} role="row">
                {columns.map((column) => (
                  <td
                    key={column.name}
                    role="cell"
                    data-label={t(columnTitle(name, column.name))}
                  >
                    {cell(row, index, column)}
                  </td>
                ))}
                {withAmount && (
                  <td
                    role="cell"
                    className="zr-rows-amount"
                    data-label={t(columnTitle('cost_plan', 'amount'))}
                  >
                    <output id={cellId(index, 'amount')} tabIndex={-1}>
                      {amountOf(row) === null
                        ? '–'
                        : t(messages.sum, {
                            amount: inWords(amountOf(row) as number),
                          })}
                    </output>
                    <FieldMessage
                      id={cellId(index, 'amount')}
                      error={errors[`${name}.${index}.amount`]}
                    />
                  </td>
                )}
                <td role="cell" className="zr-rows-actions">
                  <button
                    type="button"
                    id={`${id}-${index}-up`}
                    className="zr-button zr-button--quiet"
                    disabled={index === 0}
                    aria-label={t(messages.up, { row: index + 1 })}
                    onClick={() => move(index, -1)}
                  >
                    <Icon name={upSVG} size="20px" />
                  </button>
                  <button
                    type="button"
                    id={`${id}-${index}-down`}
                    className="zr-button zr-button--quiet"
                    disabled={index === rows.length - 1}
                    aria-label={t(messages.down, { row: index + 1 })}
                    onClick={() => move(index, 1)}
                  >
                    <Icon name={downSVG} size="20px" />
                  </button>
                  <button
                    type="button"
                    className="zr-button zr-button--quiet"
                    aria-label={t(messages.remove, { row: index + 1 })}
                    onClick={() => remove(index)}
                  >
                    <Icon name={deleteSVG} size="20px" />
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="zr-muted">{t(messages.none)}</p>
      )}
      <button
        type="button"
        id={`${id}-add`}
        className="zr-button zr-button--secondary"
        onClick={add}
      >
        <Icon name={addSVG} size="20px" />
        {t(messages.add)}
      </button>
    </div>
  );
};

/** The amount of a row of the cost plan in cents. */
export const amountOf = (row: Row): number | null =>
  product(String(row.units ?? ''), String(row.rate ?? ''));

export default TableField;
