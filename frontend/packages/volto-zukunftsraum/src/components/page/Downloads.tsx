import type { Content } from '@plone/types';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import downloadSVG from '@plone/volto/icons/download.svg';
import type { ListItem } from '../listing/types';

const KINDS: Record<string, string> = {
  'application/pdf': 'PDF',
  'text/csv': 'CSV',
  'text/calendar': 'iCalendar',
  'text/plain': 'Text',
  'application/zip': 'ZIP',
  'application/msword': 'Word',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
    'Word',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.ms-powerpoint': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation':
    'PowerPoint',
  'application/vnd.oasis.opendocument.text': 'OpenDocument',
  'application/vnd.oasis.opendocument.spreadsheet': 'OpenDocument',
};

/** What people call files of a kind: "PDF", "Word". */
export const kindOfFile = (mimeType?: string | null): string =>
  mimeType
    ? KINDS[mimeType] ?? mimeType.split('/').pop()?.toUpperCase() ?? ''
    : '';

/** "PDF, 120 KB": what a link to a file has to tell beforehand. */
export const aboutFile = ({ mime_type, getObjSize }: ListItem): string =>
  [kindOfFile(mime_type), getObjSize].filter(Boolean).join(', ');

export const filesIn = (content: Content): ListItem[] =>
  ((content.items ?? []) as unknown as ListItem[]).filter(
    (item) => item['@type'] === 'File',
  );

/** The files that lie in a content object, to download. */
const Downloads = ({ files }: { files: ListItem[] }) => (
  <ul className="zr-downloads">
    {files.map((file) => (
      <li key={file['@id']}>
        <Icon name={downloadSVG} size="24px" />
        <div>
          <a
            href={`${flattenToAppURL(file['@id'])}/@@download/file`}
            className="download"
          >
            {file.title}
          </a>{' '}
          <span className="zr-muted">({aboutFile(file)})</span>
          {file.description && <p>{file.description}</p>}
        </div>
      </li>
    ))}
  </ul>
);

export default Downloads;
