import { useRef } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Field from '../forms/Field';
import { fileSize } from '../../helpers/numbers';
import type { FormField } from './types';

const messages = defineMessages({
  most: {
    id: 'zr.easyform.file.most',
    defaultMessage: 'At most {size}.',
  },
  kinds: {
    id: 'zr.easyform.file.kinds',
    defaultMessage: 'Possible are: {kinds}.',
  },
  chosen: {
    id: 'zr.easyform.file.chosen',
    defaultMessage: 'Chosen: {name} ({size})',
  },
  images: { id: 'zr.easyform.file.images', defaultMessage: 'images' },
  remove: {
    id: 'zr.easyform.file.remove',
    defaultMessage: 'Remove the file {name}',
  },
});

/** "image/svg+xml", ".pdf": as people call them. */
const kindName = (kind: string) =>
  kind.replace(/^\.|^.*[/.](?:x-)?|\+.*$/g, '').toUpperCase();

type Props = {
  id: string;
  field: FormField;
  file: File | null;
  error?: string;
  onChange: (file: File | null) => void;
};

/** A file to send along: how large it may be, which one was chosen, and without it again. */
const FileField = ({ id, field, file, error, onChange }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const input = useRef<HTMLInputElement>(null);
  const size = (bytes: number) => fileSize(bytes, intl.locale);
  const accept =
    field.accept ?? (field.widget === 'image' ? ['image/*'] : null);
  const help = [
    field.help,
    field.max_bytes && t(messages.most, { size: size(field.max_bytes) }),
    field.accept?.length &&
      t(messages.kinds, {
        kinds: field.accept
          .map((kind) =>
            kind === 'image/*' ? t(messages.images) : kindName(kind),
          )
          .join(', '),
      }),
  ]
    .filter(Boolean)
    .join(' ');

  return (
    <Field
      id={id}
      label={field.title}
      help={help}
      error={error}
      required={field.required}
    >
      {(described) => (
        <>
          <input
            {...described}
            ref={input}
            type="file"
            name={field.name}
            accept={accept?.join(',')}
            onChange={({ target }) => onChange(target.files?.[0] ?? null)}
          />
          <div role="status" className="zr-chosen-file">
            {file && (
              <p>
                {t(messages.chosen, { name: file.name, size: size(file.size) })}{' '}
                <button
                  type="button"
                  className="zr-button zr-button--quiet"
                  onClick={() => {
                    if (input.current) input.current.value = '';
                    onChange(null);
                    input.current?.focus();
                  }}
                >
                  {t(messages.remove, { name: file.name })}
                </button>
              </p>
            )}
          </div>
        </>
      )}
    </Field>
  );
};

export default FileField;
