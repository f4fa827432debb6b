import { useRef } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Field from '../forms/Field';
import { acceptedBy, useFileRules } from './files';
import type { FormField } from './types';

const messages = defineMessages({
  chosen: {
    id: 'zr.easyform.file.chosen',
    defaultMessage: 'Chosen: {name} ({size})',
  },
  remove: {
    id: 'zr.easyform.file.remove',
    defaultMessage: 'Remove the file {name}',
  },
});

type Props = {
  id: string;
  field: FormField;
  file: File | null;
  error?: string;
  onChange: (file: File | null) => void;
};

/** A file to send along: what is possible, which one was chosen, and without it again. */
const FileField = ({ id, field, file, error, onChange }: Props) => {
  const t = useIntl().formatMessage;
  const rules = useFileRules();
  const input = useRef<HTMLInputElement>(null);
  // Said at once, before anybody has waited for it to be sent.
  const problem = rules.problem(field, file) ?? error;

  return (
    <Field
      id={id}
      label={field.title}
      help={[field.help, rules.help(field)].filter(Boolean).join(' ')}
      error={problem}
      required={field.required}
    >
      {(described) => (
        <>
          <input
            {...described}
            ref={input}
            type="file"
            name={field.name}
            accept={acceptedBy(field).join(',') || undefined}
            onChange={({ target }) => onChange(target.files?.[0] ?? null)}
          />
          <div role="status" className="zr-chosen-file">
            {file && (
              <p>
                {t(messages.chosen, {
                  name: file.name,
                  size: rules.size(file.size),
                })}{' '}
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
