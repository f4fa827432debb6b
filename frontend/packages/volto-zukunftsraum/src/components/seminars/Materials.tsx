import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import type { Content } from '@plone/types';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import fileSVG from '@plone/volto/icons/file.svg';
import linkSVG from '@plone/volto/icons/link.svg';
import videoSVG from '@plone/volto/icons/video.svg';
import Downloads, { filesIn } from '../page/Downloads';
import SafeLink from '../page/SafeLink';

const messages = defineMessages({
  title: { id: 'zr.seminars.materials', defaultMessage: 'Materials' },
  before: {
    id: 'zr.seminars.materials.before',
    defaultMessage: 'To prepare',
  },
  after: {
    id: 'zr.seminars.materials.after',
    defaultMessage: 'To read up',
  },
  recording: {
    id: 'zr.seminars.recording',
    defaultMessage: 'Recording of the event',
  },
});

export type Material = {
  '@id': string;
  title: string;
  /** Of a file its media type, of others their portal type. */
  type: string;
  when: 'before' | 'after';
};

type Props = {
  content: Content & {
    materials?: Material[];
    recording_link?: string | null;
  };
};

/** What one may open of the materials of a seminar, and the recording. */
const Materials = ({ content }: Props) => {
  const t = useIntl().formatMessage;
  const { materials, recording_link: recording } = content;
  const files = filesIn(content);
  const of = (when: Material['when']) =>
    (materials ?? []).filter((material) => material.when === when);
  const groups = materials
    ? (['before', 'after'] as const)
        .map((when) => ({
          when,
          files: files.filter((file) =>
            of(when).some(
              (material) =>
                flattenToAppURL(material['@id']) ===
                flattenToAppURL(file['@id']),
            ),
          ),
          others: of(when).filter(({ type }) => !type.includes('/')),
        }))
        .filter((group) => group.files.length + group.others.length > 0)
    : [{ when: 'after' as const, files, others: [] }];
  const isEmpty = groups.every(
    (group) => group.files.length + group.others.length === 0,
  );
  if (isEmpty && !recording) return null;

  return (
    <section className="zr-part zr-materials">
      <h2>{t(messages.title)}</h2>
      {groups.map(({ when, files: some, others }) => (
        <div key={when}>
          {groups.length > 1 && <h3>{t(messages[when])}</h3>}
          {some.length > 0 && <Downloads files={some} />}
          {others.length > 0 && (
            <ul className="zr-downloads">
              {others.map((material) => (
                <li key={material['@id']}>
                  <Icon
                    name={material.type === 'Link' ? linkSVG : fileSVG}
                    size="24px"
                  />
                  <div>
                    <Link to={flattenToAppURL(material['@id'])}>
                      {material.title}
                    </Link>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
      {recording && (
        <ul className="zr-downloads">
          <li>
            <Icon name={videoSVG} size="24px" />
            <div>
              <SafeLink href={recording}>{t(messages.recording)}</SafeLink>
            </div>
          </li>
        </ul>
      )}
    </section>
  );
};

export default Materials;
