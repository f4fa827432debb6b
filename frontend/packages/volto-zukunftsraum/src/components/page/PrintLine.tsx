import { useEffect, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import type { Content } from '@plone/types';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import printSVG from '@plone/volto/icons/printer.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { longDate } from '../../helpers/dates';

const messages = defineMessages({
  print: { id: 'zr.page.print', defaultMessage: 'Print' },
  changed: { id: 'zr.page.print.changed', defaultMessage: 'As of {date}' },
  licence: {
    id: 'zr.page.print.licence',
    defaultMessage: 'Licence: {licence}',
  },
});

/** Opens the print dialog of the browser. */
export const PrintButton = () => {
  const intl = useIntl();
  return (
    <button
      type="button"
      className="zr-button zr-button--quiet zr-print-button"
      onClick={() => window.print()}
    >
      <Icon name={printSVG} size="20px" />
      {intl.formatMessage(messages.print)}
    </button>
  );
};

type Props = { content: Content; licence?: string };

/** At the end of a printed text: where it comes from, of which day it is, and how it may be used. */
const PrintLine = ({ content, licence }: Props) => {
  const intl = useIntl();
  const path = flattenToAppURL(content['@id']);
  const [address, setAddress] = useState(path);
  // Under which name the site is reached is known in the browser only.
  useEffect(() => setAddress(window.location.origin + path), [path]);
  const date = longDate(content.modified as string, intl.locale);
  return (
    <p className="zr-print-line">
      {[
        address,
        date && intl.formatMessage(messages.changed, { date }),
        licence && intl.formatMessage(messages.licence, { licence }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  );
};

export default PrintLine;
