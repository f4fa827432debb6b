import { defineMessages, useIntl } from 'react-intl';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import type { ListItem } from '../listing/types';

const messages = defineMessages({
  quote: { id: 'zr.grants.form.files.quote', defaultMessage: 'Quote' },
  'signed-form': {
    id: 'zr.grants.form.files.signed',
    defaultMessage: 'Signed form',
  },
  receipt: { id: 'zr.grants.form.files.receipt', defaultMessage: 'Receipt' },
  other: { id: 'zr.grants.form.files.other', defaultMessage: 'Something else' },
});

/** The name of a file within its application. */
export const idOfFile = (item: ListItem): string =>
  flattenToAppURL(item['@id']).replace(/\/$/, '').split('/').pop() as string;

/** Where a file is downloaded. */
export const fileAddress = (item: ListItem): string =>
  `${flattenToAppURL(item['@id'])}/@@download/${
    item['@type'] === 'Image' ? 'image' : 'file'
  }`;

/** A function that says in words what a file is; nothing for what nobody has said. */
export function useFileKind() {
  const t = useIntl().formatMessage;
  return (kind: string): string =>
    kind in messages ? t(messages[kind as keyof typeof messages]) : '';
}
