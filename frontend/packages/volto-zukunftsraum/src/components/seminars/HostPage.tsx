import { useState } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/checkbox-checked.svg';
import downloadSVG from '@plone/volto/icons/download.svg';
import emailSVG from '@plone/volto/icons/email.svg';
import Protected from '../access/Protected';
import { downloadTable } from '../account/download';
import type { TableFormat } from '../account/download';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import Loaded from '../listing/Loaded';
import { useUrlParameters } from '../listing/urlParameters';
import { useUserId } from '../members/useMe';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import { wholeNumber } from '../../helpers/numbers';
import { MessageDialog } from './HostDialogs';
import HostList from './HostList';
import { registrationsPath } from './hosts';
import type { RegistrationList } from './hosts';
import { useManagedSeminar } from './useSeminar';
import { useWhen } from './useWhen';

const messages = defineMessages({
  title: {
    id: 'zr.seminars.host.title',
    defaultMessage: 'Registrations: {seminar}',
  },
  loading: { id: 'zr.spaces.members.loading', defaultMessage: 'Loading …' },
  back: { id: 'zr.seminars.host.back', defaultMessage: 'Back to the event' },
  write: {
    id: 'zr.seminars.host.write',
    defaultMessage: 'Write to the participants',
  },
  checkIn: {
    id: 'zr.seminars.host.checkIn',
    defaultMessage: 'Check people in',
  },
  csv: { id: 'zr.seminars.host.csv', defaultMessage: 'Save as CSV' },
  xlsx: { id: 'zr.seminars.host.xlsx', defaultMessage: 'Save as Excel table' },
  failed: {
    id: 'zr.seminars.host.download.failed',
    defaultMessage: 'The list could not be saved. Please try again.',
  },
  sent: {
    id: 'zr.seminars.host.said.sent',
    defaultMessage:
      '{count, plural, =0 {Nobody is registered who could get your message.} one {One person gets your message.} other {# people get your message.}}',
  },
  views: { id: 'zr.seminars.host.views', defaultMessage: 'Which list' },
  confirmed: {
    id: 'zr.seminars.host.confirmed',
    defaultMessage: 'Participants ({count})',
  },
  waiting: {
    id: 'zr.seminars.host.waiting',
    defaultMessage: 'Waiting list ({count})',
  },
  seats: {
    id: 'zr.seminars.host.seats',
    defaultMessage:
      '{seats, plural, one {One seat} other {# seats}}, {confirmed} of them taken.',
  },
  noLimit: {
    id: 'zr.seminars.host.noLimit',
    defaultMessage: 'The number of seats is not limited.',
  },
  overbooked: {
    id: 'zr.seminars.host.overbooked',
    defaultMessage:
      '{count, plural, one {One person more than there are seats takes part.} other {# people more than there are seats take part.}} Nobody loses the place; seats that become free are not given away until there are few enough.',
  },
  anonymised: {
    id: 'zr.seminars.host.anonymised',
    defaultMessage:
      'The time for keeping the registrations is over: names and answers have been deleted on {date}. {attended} of {confirmed} participants were there.',
  },
});

/** Who takes part and who waits, for hosts and the office, at <seminar>/anmeldungen. */
const HostPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const userId = useUserId();
  const url = useUrlParameters();
  const reload = useReload();
  const { when, moment } = useWhen();
  const { path, seminar, failed } = useManagedSeminar();
  const list = registrationsPath(path, url.search);
  const registrations = useResource<RegistrationList>(
    userId && !failed ? list : null,
  );
  const { text, announce } = useAnnouncement();
  const [isWriting, setIsWriting] = useState(false);
  const [problem, setProblem] = useState('');
  const isWaiting = url.get('status') === 'waiting';

  if (
    !userId ||
    failed ||
    registrations.status === 401 ||
    registrations.status === 403
  ) {
    return <Protected />;
  }
  if (!seminar) {
    return (
      <div className="zr-page">
        <p role="status">{t(messages.loading)}</p>
      </div>
    );
  }

  const save = async (format: TableFormat) => {
    setProblem('');
    try {
      await downloadTable(
        `${path}/@registrations?format=${format}`,
        format,
        `${path.split('/').pop()}`,
      );
    } catch {
      setProblem(t(messages.failed));
    }
  };

  const title = t(messages.title, { seminar: seminar.title });
  return (
    <div className="zr-page zr-work zr-host">
      <Helmet
        title={title}
        meta={[{ name: 'robots', content: 'noindex, nofollow' }]}
      />
      <p className="zr-back">
        <Link to={path}>{t(messages.back)}</Link>
      </p>
      <h1 className="documentFirstHeading">{title}</h1>
      <p className="zr-lead">{when(seminar)}</p>
      <Announcement text={text} />
      <Loaded resource={registrations} onRetry={() => reload(list)}>
        {(data, busy) =>
          data.anonymised ? (
            <p className="zr-empty">
              {t(messages.anonymised, {
                date: moment(data.anonymised),
                attended: data.counts?.attended ?? 0,
                confirmed: data.counts?.confirmed ?? 0,
              })}
            </p>
          ) : (
            <>
              <div className="zr-cluster zr-host-actions">
                <Link
                  className="zr-button zr-button--primary"
                  to={`${path}/anmeldungen/anwesenheit`}
                >
                  <Icon name={checkSVG} size="20px" />
                  {t(messages.checkIn)}
                </Link>
                <button
                  type="button"
                  className="zr-button zr-button--secondary"
                  aria-haspopup="dialog"
                  onClick={() => setIsWriting(true)}
                >
                  <Icon name={emailSVG} size="20px" />
                  {t(messages.write)}
                </button>
                {(['xlsx', 'csv'] as const).map((format) => (
                  <button
                    key={format}
                    type="button"
                    className="zr-button zr-button--quiet"
                    onClick={() => save(format)}
                  >
                    <Icon name={downloadSVG} size="20px" />
                    {t(messages[format])}
                  </button>
                ))}
              </div>
              <div role="alert">
                {problem && <p className="zr-error">{problem}</p>}
              </div>
              <p>
                {data.seats === null
                  ? t(messages.noLimit)
                  : t(messages.seats, {
                      seats: data.seats,
                      confirmed: wholeNumber(data.confirmed, intl.locale),
                    })}
              </p>
              {data.overbooked > 0 && (
                <p className="zr-notice zr-notice--warning">
                  {t(messages.overbooked, { count: data.overbooked })}
                </p>
              )}
              <nav className="zr-views" aria-label={t(messages.views)}>
                <ul>
                  {(['confirmed', 'waiting'] as const).map((status) => (
                    <li key={status}>
                      <Link
                        to={url.to({
                          status: status === 'confirmed' ? '' : status,
                        })}
                        aria-current={
                          isWaiting === (status === 'waiting')
                            ? 'page'
                            : undefined
                        }
                      >
                        {t(messages[status], { count: data[status] })}
                      </Link>
                    </li>
                  ))}
                </ul>
              </nav>
              <HostList
                path={path}
                list={data}
                busy={busy}
                isWaiting={isWaiting}
                onChanged={(words) => {
                  announce(words);
                  return reload(list);
                }}
                onReload={() => reload(list)}
              />
              {isWriting && (
                <MessageDialog
                  path={path}
                  confirmed={data.confirmed}
                  waiting={data.waiting}
                  onClose={() => setIsWriting(false)}
                  onDone={(count) => {
                    setIsWriting(false);
                    announce(t(messages.sent, { count }));
                  }}
                />
              )}
            </>
          )
        }
      </Loaded>
    </div>
  );
};

export default HostPage;
