import { useEffect, useRef, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import downloadSVG from '@plone/volto/icons/download.svg';
import { clock, longDate } from '../../../helpers/dates';
import { useReload } from '../../../store/useReload';
import { useResource } from '../../../store/useResource';
import { downloadFile } from '../../account/download';
import Loaded from '../../listing/Loaded';
import type { Listed } from '../../listing/urlParameters';
import { factsOf } from './facts';
import { AUDIT_SIZE, auditPath } from './load';
import type { AuditRecord } from './types';

const messages = defineMessages({
  title: { id: 'zr.grants.audit', defaultMessage: 'Record' },
  lead: {
    id: 'zr.grants.audit.lead',
    defaultMessage:
      'Every step, oldest first. Entries are only ever added; each carries the fingerprint of the one before, so that a change would be noticed.',
  },
  show: {
    id: 'zr.grants.audit.show',
    defaultMessage: 'Show the record of this application',
  },
  csv: {
    id: 'zr.grants.audit.csv',
    defaultMessage: 'Save the record as CSV',
  },
  more: { id: 'zr.grants.audit.more', defaultMessage: 'Show more' },
  failed: {
    id: 'zr.grants.audit.failed',
    defaultMessage: 'The record could not be saved. Please try again.',
  },
  empty: { id: 'zr.grants.audit.empty', defaultMessage: 'No entries yet.' },
  when: { id: 'zr.grants.audit.when', defaultMessage: '{date}, {time}' },
  erased: {
    id: 'zr.grants.audit.erased',
    defaultMessage: 'Personal data of this entry has been deleted.',
  },
  municipality: {
    id: 'zr.grants.audit.by.municipality',
    defaultMessage: 'Municipality',
  },
  grants: {
    id: 'zr.grants.audit.by.grants',
    defaultMessage: 'Grants office',
  },
  job: { id: 'zr.grants.audit.by.job', defaultMessage: 'Portal' },
  named: { id: 'zr.grants.audit.named', defaultMessage: '{side}: {name}' },
});

/** One entry: when, what, who, and what was said. */
const Entry = ({ record }: { record: AuditRecord }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const facts = factsOf(intl, record.facts);
  const side = t(messages[record.by]);
  return (
    <li>
      <p className="zr-audit-what">
        <strong>{record.title}</strong>
        <span className="zr-muted">
          {t(messages.when, {
            date: longDate(record.time, intl.locale),
            time: clock(record.time, intl.locale),
          })}
          {' · '}
          {record.actor
            ? t(messages.named, { side, name: record.actor.fullname })
            : side}
        </span>
      </p>
      {facts.length > 0 && (
        <dl>
          {facts.map(({ name, label, value }) => (
            <div key={name}>
              <dt>{label}</dt>
              <dd className={name === 'sha256' ? 'zr-hash' : undefined}>
                {value}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {record.erased.length > 0 && (
        <p className="zr-muted">{t(messages.erased)}</p>
      )}
    </li>
  );
};

type PartProps = { path: string; start: number; onMore: () => void };

/** A part of the record, with the way to the next one. */
const Part = ({ path, start, onMore }: PartProps) => {
  const t = useIntl().formatMessage;
  const reload = useReload();
  const address = auditPath(path, start);
  const found = useResource<Listed<AuditRecord>>(address);
  const [isOpen, setIsOpen] = useState(false);
  // Who asked for more goes on reading where it begins.
  const list = useRef<HTMLOListElement>(null);
  const isThere = Boolean(found.data);
  useEffect(() => {
    if (isThere && start > 0) list.current?.focus();
  }, [isThere, start]);
  return (
    <Loaded resource={found} onRetry={() => reload(address)}>
      {({ items, items_total: total }, busy) => (
        <>
          {total === 0 && <p className="zr-muted">{t(messages.empty)}</p>}
          <ol
            ref={list}
            tabIndex={-1}
            className="zr-audit"
            start={start + 1}
            aria-busy={busy || undefined}
          >
            {items.map((record) => (
              <Entry key={record.hash} record={record} />
            ))}
          </ol>
          {total > start + AUDIT_SIZE && !isOpen && (
            <button
              type="button"
              className="zr-button zr-button--secondary"
              onClick={() => {
                setIsOpen(true);
                onMore();
              }}
            >
              {t(messages.more)}
            </button>
          )}
        </>
      )}
    </Loaded>
  );
};

/** What was done with an application, asked for when somebody opens it. */
const AuditList = ({ path }: { path: string }) => {
  const t = useIntl().formatMessage;
  const [parts, setParts] = useState(0);
  const [problem, setProblem] = useState('');

  const save = async () => {
    setProblem('');
    try {
      await downloadFile(
        `${path}/@audit?format=csv`,
        'text/csv',
        `${path.split('/').pop()}-verlauf.csv`,
      );
    } catch {
      setProblem(t(messages.failed));
    }
  };

  return (
    <section className="zr-audit-part" aria-labelledby="zr-audit-title">
      <h2 id="zr-audit-title">{t(messages.title)}</h2>
      <details
        onToggle={({ currentTarget }) => {
          if (currentTarget.open) setParts((now) => now || 1);
        }}
      >
        <summary>{t(messages.show)}</summary>
        <p>{t(messages.lead)}</p>
        <p>
          <button
            type="button"
            className="zr-button zr-button--quiet"
            onClick={save}
          >
            <Icon name={downloadSVG} size="20px" />
            {t(messages.csv)}
          </button>
        </p>
        <div role="alert">
          {problem && <p className="zr-error">{problem}</p>}
        </div>
        {Array.from({ length: parts }, (_, index) => (
          <Part
            key={index}
            path={path}
            start={index * AUDIT_SIZE}
            onMore={() => setParts((now) => Math.max(now, index + 2))}
          />
        ))}
      </details>
    </section>
  );
};

export default AuditList;
