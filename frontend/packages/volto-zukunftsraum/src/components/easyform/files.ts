import { defineMessages, useIntl } from 'react-intl';
import { fileSize } from '../../helpers/numbers';
import type { FormField } from './types';
import type { Values } from './values';

const messages = defineMessages({
  most: {
    id: 'zr.easyform.file.most',
    defaultMessage: 'At most {size}.',
  },
  kinds: {
    id: 'zr.easyform.file.kinds',
    defaultMessage: 'Possible are: {kinds}.',
  },
  images: { id: 'zr.easyform.file.images', defaultMessage: 'images' },
  tooLarge: {
    id: 'zr.easyform.file.tooLarge',
    defaultMessage:
      'This file is too large: it has {size}. At most {most} are possible.',
  },
  together: {
    id: 'zr.easyform.file.together',
    defaultMessage:
      'All files together are too large: they have {size}. At most {most} are possible.',
  },
  otherKind: {
    id: 'zr.easyform.file.otherKind',
    defaultMessage: 'A file of this kind is not possible here. {possible}',
  },
});

/** Bytes of all files of a form together: the API takes bodies of 32 MB, and base64 makes a third more of them. */
export const MOST_TOGETHER = 23 * 1024 * 1024;

/** What the field takes: kinds of content and endings of names. */
export const acceptedBy = ({ widget, accept }: FormField): string[] =>
  accept ?? (widget === 'image' ? ['image/*'] : []);

/** "image/svg+xml", ".pdf": as people call them. */
const kindName = (kind: string) =>
  kind.replace(/^\.|^.*[/.](?:x-)?|\+.*$/g, '').toUpperCase();

/** Whether the field takes it. Browsers do not know every kind; what they do not know, the API decides. */
function isTaken({ name, type }: File, accepted: string[]): boolean {
  const ending = name.toLowerCase();
  return (
    accepted.length === 0 ||
    accepted.some((kind) =>
      kind.startsWith('.')
        ? ending.endsWith(kind.toLowerCase())
        : !type || type.startsWith(kind.replace(/\*.*$/, '')),
    )
  );
}

/** What is said of files: what a field takes, and why one cannot be sent. */
export function useFileRules() {
  const intl = useIntl();
  const t = intl.formatMessage;
  const size = (bytes: number) => fileSize(bytes, intl.locale);

  const kinds = (field: FormField) => {
    const accepted = acceptedBy(field);
    return accepted.length > 0
      ? t(messages.kinds, {
          kinds: accepted
            .map((kind) =>
              kind === 'image/*' ? t(messages.images) : kindName(kind),
            )
            .join(', '),
        })
      : '';
  };
  const most = ({ max_bytes: limit }: FormField) =>
    Math.min(limit || MOST_TOGETHER, MOST_TOGETHER);

  return {
    size,
    /** "At most 10 MB. Possible are: images." */
    help: (field: FormField) =>
      [t(messages.most, { size: size(most(field)) }), kinds(field)]
        .filter(Boolean)
        .join(' '),
    /** Why this file cannot be sent; nothing where it can. */
    problem: (field: FormField, file: unknown): string | undefined => {
      if (!(file instanceof File)) return undefined;
      if (!isTaken(file, acceptedBy(field))) {
        return t(messages.otherKind, { possible: kinds(field) });
      }
      return file.size > most(field)
        ? t(messages.tooLarge, {
            size: size(file.size),
            most: size(most(field)),
          })
        : undefined;
    },
    /** Why they cannot be sent together, by field; nothing where they can. `isRefused`: the API has said so. */
    together: (
      fields: FormField[],
      values: Values,
      isRefused = false,
    ): Record<string, string> => {
      const files = fields
        .map(({ name }) => [name, values[name]] as const)
        .filter((one): one is [string, File] => one[1] instanceof File);
      const sum = files.reduce((all, [, file]) => all + file.size, 0);
      if (sum <= MOST_TOGETHER && !isRefused) return {};
      const words = t(messages.together, {
        size: size(sum),
        most: size(MOST_TOGETHER),
      });
      return Object.fromEntries(files.map(([name]) => [name, words]));
    },
  };
}
