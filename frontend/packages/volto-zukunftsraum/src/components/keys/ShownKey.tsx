import { useEffect, useRef, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Field from '../forms/Field';
import type { NewKey } from './types';

const messages = defineMessages({
  title: { id: 'zr.keys.shown.title', defaultMessage: 'The key for {site}' },
  key: { id: 'zr.keys.shown.key', defaultMessage: 'Key' },
  help: {
    id: 'zr.keys.shown.help',
    defaultMessage:
      'Copy it now and hand it over in a safe way. It is not shown again, and nobody can look it up.',
  },
  copy: { id: 'zr.keys.shown.copy', defaultMessage: 'Copy the key' },
  copied: { id: 'zr.keys.shown.copied', defaultMessage: 'The key is copied.' },
  notCopied: {
    id: 'zr.keys.shown.notCopied',
    defaultMessage:
      'Your browser did not copy it. The key is selected; please copy it with the keyboard.',
  },
  done: {
    id: 'zr.keys.shown.done',
    defaultMessage: 'I have kept the key',
  },
});

type Props = { made: NewKey; onDone: () => void };

/** A new key, this once. It stays until the person says that they have it. */
const ShownKey = ({ made, onDone }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const heading = useRef<HTMLHeadingElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');

  useEffect(() => heading.current?.focus(), [made.id]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(made.token);
      setSaid(t(messages.copied));
    } catch {
      input.current?.select();
      setSaid(t(messages.notCopied));
    }
  };

  return (
    <section className="zr-panel zr-shown-key" aria-labelledby="zr-shown-key">
      <h2 id="zr-shown-key" ref={heading} tabIndex={-1}>
        {t(messages.title, { site: made.site })}
      </h2>
      <Field
        id="zr-shown-key-token"
        required
        label={t(messages.key)}
        help={t(messages.help)}
      >
        {(described) => (
          <input
            {...described}
            ref={input}
            type="text"
            readOnly
            autoComplete="off"
            spellCheck={false}
            value={made.token}
            onFocus={(event) => event.target.select()}
          />
        )}
      </Field>
      <p className="zr-cluster">
        <button
          type="button"
          className="zr-button zr-button--primary"
          onClick={copy}
        >
          {t(messages.copy)}
        </button>
        <button
          type="button"
          className="zr-button zr-button--secondary"
          onClick={onDone}
        >
          {t(messages.done)}
        </button>
      </p>
      <p role="status">{said}</p>
    </section>
  );
};

export default ShownKey;
