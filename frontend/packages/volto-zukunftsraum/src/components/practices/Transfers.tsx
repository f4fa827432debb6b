import { useState } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import { loginPath } from '../access/loginPath';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { useFailureText } from '../forms/useFormErrors';
import { useIsLoggedIn, useMe } from '../members/useMe';
import { useTerm } from '../vocabulary/useTerm';
import { transferListPath, transfersPath } from './load';
import OutcomeBadge from './OutcomeBadge';
import { HideDialog, TransferDialog, WithdrawDialog } from './TransferDialogs';
import type { Transfer, Transfers as Answer } from './types';

const messages = defineMessages({
  title: { id: 'zr.practices.transfers', defaultMessage: 'Reused by' },
  none: {
    id: 'zr.practices.transfers.none',
    defaultMessage: 'Nobody has told us yet that they have reused this.',
  },
  counts: {
    id: 'zr.practices.transfers.counts',
    defaultMessage:
      '{total, plural, one {One record} other {# records}}: {worked} worked, {partly} worked in part, {failed} did not work.',
  },
  adaptation: {
    id: 'zr.practices.transfers.adaptation',
    defaultMessage: 'Done differently:',
  },
  add: {
    id: 'zr.practices.transfers.add',
    defaultMessage: 'We have reused this',
  },
  login: {
    id: 'zr.practices.transfers.login',
    defaultMessage:
      'Have you reused this? {login} and tell others what came of it.',
  },
  loginLink: {
    id: 'zr.practices.transfers.login.link',
    defaultMessage: 'Log in',
  },
  edit: { id: 'zr.practices.transfers.edit', defaultMessage: 'Correct' },
  withdraw: {
    id: 'zr.practices.transfers.withdraw',
    defaultMessage: 'Withdraw',
  },
  hide: { id: 'zr.practices.transfers.hide', defaultMessage: 'Hide' },
  show: { id: 'zr.practices.transfers.show', defaultMessage: 'Show again' },
  hidden: {
    id: 'zr.practices.transfers.hidden',
    defaultMessage:
      'Hidden by the editors: “{reason}” Only the editors and {name} see this record.',
  },
  saidSaved: {
    id: 'zr.practices.transfers.said.saved',
    defaultMessage: 'The record has been saved. Thank you!',
  },
  saidWithdrawn: {
    id: 'zr.practices.transfers.said.withdrawn',
    defaultMessage: 'The record has been withdrawn.',
  },
  saidHidden: {
    id: 'zr.practices.transfers.said.hidden',
    defaultMessage:
      'The record is hidden. The municipality is told your reason.',
  },
  saidShown: {
    id: 'zr.practices.transfers.said.shown',
    defaultMessage: 'Everybody sees the record again.',
  },
});

type Open =
  | { step: 'add' }
  | { step: 'edit' | 'withdraw' | 'hide'; transfer: Transfer };

type Props = {
  /** Of the example. */
  path: string;
  /** Keys of the municipalities whose example it is. */
  own: string[];
  /** Readers see it, so that it can be reused. */
  isOpen: boolean;
};

/** Who reused an example, where, and what came of it; the own municipality adds its record. */
const Transfers = ({ path, own, isOpen }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const term = useTerm();
  const call = useCall();
  const failureText = useFailureText();
  const reload = useReload();
  const { pathname } = useLocation();
  const loggedIn = useIsLoggedIn();
  const { data: me } = useMe();
  const { data } = useResource<Answer>(transferListPath(path));
  const { text, announce } = useAnnouncement();
  const [open, setOpen] = useState<Open | null>(null);
  const [problem, setProblem] = useState('');

  if (!data) return null;
  const municipalities = (me?.memberships ?? []).filter(
    ({ ars }) => !own.includes(ars),
  );
  const { worked = 0, partly = 0, failed = 0 } = data.counts ?? {};
  const total = worked + partly + failed;
  if (!isOpen && data.items.length === 0) return null;

  const done = async (said: string) => {
    setOpen(null);
    setProblem('');
    await reload(transferListPath(path));
    announce(said);
  };

  const show = async (transfer: Transfer) => {
    try {
      await call('patch', `${transfersPath(path)}/${transfer.id}`, {
        hidden: false,
      });
      await done(t(messages.saidShown));
    } catch (failure) {
      setProblem(failureText(failure as Failure));
    }
  };

  return (
    <section className="zr-part zr-transfers" aria-labelledby="nachgenutzt">
      <h2 id="nachgenutzt">{t(messages.title)}</h2>
      <Announcement text={text} />
      <div role="alert">{problem && <p className="zr-error">{problem}</p>}</div>
      <p>
        {total > 0
          ? t(messages.counts, { total, worked, partly, failed })
          : t(messages.none)}
      </p>
      {data.items.length > 0 && (
        <ul className="zr-transfer-list">
          {data.items.map((transfer) => {
            const { municipality, adaptation, outcome } = transfer;
            const size = term('sizeClasses', municipality.size_class);
            return (
              <li
                key={transfer.id}
                className={transfer.hidden ? 'is-hidden' : ''}
              >
                <h3>
                  {municipality.name}
                  {', '}
                  {transfer.year}
                </h3>
                <p className="zr-transfer-facts">
                  <OutcomeBadge kind={transfer.outcome_kind} />
                  <span className="zr-muted">
                    {[municipality.state_title, size]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </p>
                {transfer.hidden && (
                  <p className="zr-notice zr-notice--danger">
                    {t(messages.hidden, {
                      reason: transfer.reason ?? '',
                      name: municipality.name,
                    })}
                  </p>
                )}
                <p className="zr-own-lines">{outcome}</p>
                {adaptation && (
                  <p className="zr-own-lines">
                    <strong>{t(messages.adaptation)}</strong> {adaptation}
                  </p>
                )}
                {(transfer.can_edit || transfer.can_moderate) && (
                  <div className="zr-row-actions">
                    {transfer.can_edit && (
                      <>
                        <button
                          type="button"
                          className="zr-button zr-button--quiet"
                          aria-haspopup="dialog"
                          onClick={() => setOpen({ step: 'edit', transfer })}
                        >
                          {t(messages.edit)}
                        </button>
                        <button
                          type="button"
                          className="zr-button zr-button--quiet"
                          aria-haspopup="dialog"
                          onClick={() =>
                            setOpen({ step: 'withdraw', transfer })
                          }
                        >
                          {t(messages.withdraw)}
                        </button>
                      </>
                    )}
                    {transfer.can_moderate &&
                      (transfer.hidden ? (
                        <button
                          type="button"
                          className="zr-button zr-button--quiet"
                          onClick={() => show(transfer)}
                        >
                          {t(messages.show)}
                        </button>
                      ) : (
                        <button
                          type="button"
                          className="zr-button zr-button--quiet"
                          aria-haspopup="dialog"
                          onClick={() => setOpen({ step: 'hide', transfer })}
                        >
                          {t(messages.hide)}
                        </button>
                      ))}
                  </div>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {isOpen && municipalities.length > 0 && (
        <p className="zr-no-print">
          <button
            type="button"
            className="zr-button zr-button--secondary"
            aria-haspopup="dialog"
            onClick={() => setOpen({ step: 'add' })}
          >
            {t(messages.add)}
          </button>
        </p>
      )}
      {isOpen && !loggedIn && (
        <p className="zr-no-print">
          {t(messages.login, {
            login: (
              <Link key="login" to={loginPath(pathname, '')}>
                {t(messages.loginLink)}
              </Link>
            ),
          })}
        </p>
      )}
      {(open?.step === 'add' || open?.step === 'edit') && (
        <TransferDialog
          path={path}
          transfer={open.step === 'edit' ? open.transfer : undefined}
          municipalities={municipalities}
          onClose={() => setOpen(null)}
          onDone={() => done(t(messages.saidSaved))}
        />
      )}
      {open?.step === 'withdraw' && (
        <WithdrawDialog
          path={path}
          transfer={open.transfer}
          onClose={() => setOpen(null)}
          onDone={() => done(t(messages.saidWithdrawn))}
        />
      )}
      {open?.step === 'hide' && (
        <HideDialog
          path={path}
          transfer={open.transfer}
          onClose={() => setOpen(null)}
          onDone={() => done(t(messages.saidHidden))}
        />
      )}
    </section>
  );
};

export default Transfers;
