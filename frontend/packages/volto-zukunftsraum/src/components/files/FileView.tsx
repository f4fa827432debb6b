import { useIntl } from 'react-intl';
import type { Content } from '@plone/types';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import downloadSVG from '@plone/volto/icons/download.svg';
import { fileSize } from '../../helpers/numbers';
import { useTypeName } from '../listing/PageSummary';
import { kindOfFile } from '../page/Downloads';
import Head from '../page/Head';

type File = Content & {
  file?: {
    download: string;
    filename?: string | null;
    size: number;
    'content-type'?: string | null;
  } | null;
};

/** A file: what it is, how large, and the link to download it. */
const FileView = ({ content }: { content: File }) => {
  const { locale } = useIntl();
  const typeName = useTypeName();
  const { file } = content;
  return (
    <div className="zr-page zr-file">
      <Head content={content} kind={typeName('File')} />
      {file && (
        <ul className="zr-downloads">
          <li>
            <Icon name={downloadSVG} size="24px" />
            <div>
              <a href={flattenToAppURL(file.download)} className="download">
                {file.filename || content.title}
              </a>{' '}
              <span className="zr-muted">
                (
                {[kindOfFile(file['content-type']), fileSize(file.size, locale)]
                  .filter(Boolean)
                  .join(', ')}
                )
              </span>
            </div>
          </li>
        </ul>
      )}
    </div>
  );
};

export default FileView;
