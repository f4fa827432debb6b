import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import downloadSVG from '@plone/volto/icons/download.svg';
import { downloadTable } from '../../account/download';
import type { TableFormat } from '../../account/download';

const messages = defineMessages({
  xlsx: {
    id: 'zr.grants.staff.xlsx',
    defaultMessage: 'Save as Excel table',
  },
  csv: { id: 'zr.grants.staff.csv', defaultMessage: 'Save as CSV' },
  failed: {
    id: 'zr.grants.staff.save.failed',
    defaultMessage: 'The table could not be saved. Please try again.',
  },
});

type Props = {
  /** Name of the file, without its ending. */
  name: string;
  pathOf: (format: TableFormat) => string;
};

/** Saves what a page shows as a table. */
const SaveButtons = ({ name, pathOf }: Props) => {
  const t = useIntl().formatMessage;
  const [problem, setProblem] = useState('');

  const save = async (format: TableFormat) => {
    setProblem('');
    try {
      await downloadTable(pathOf(format), format, name);
    } catch {
      setProblem(t(messages.failed));
    }
  };

  return (
    <div className="zr-staff-save">
      <div className="zr-cluster">
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
      <div role="alert">{problem && <p className="zr-error">{problem}</p>}</div>
    </div>
  );
};

export default SaveButtons;
