import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { useHistory, useParams } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import FormPage from '../forms/FormPage';
import Outcome from '../forms/Outcome';
import { TextField } from '../forms/Field';
import Loaded from '../listing/Loaded';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';

const messages = defineMessages({
  title: {
    id: 'zr.seminars.check.title',
    defaultMessage: 'Check a certificate of attendance',
  },
  lead: {
    id: 'zr.seminars.check.lead',
    defaultMessage:
      'Every certificate carries a number. Here you see whether it is one of ours; nothing is told about the person.',
  },
  number: {
    id: 'zr.seminars.check.number',
    defaultMessage: 'Number of the certificate',
  },
  missing: {
    id: 'zr.seminars.check.missing',
    defaultMessage: 'Please enter the number.',
  },
  submit: { id: 'zr.seminars.check.submit', defaultMessage: 'Check' },
  valid: {
    id: 'zr.seminars.check.valid',
    defaultMessage: 'The certificate is valid',
  },
  validText: {
    id: 'zr.seminars.check.valid.text',
    defaultMessage: 'We have issued the certificate with the number {number}.',
  },
  invalid: {
    id: 'zr.seminars.check.invalid',
    defaultMessage: 'There is no valid certificate with this number',
  },
  invalidText: {
    id: 'zr.seminars.check.invalid.text',
    defaultMessage:
      'Please check that {number} stands on the certificate exactly so.',
  },
});

const ID = 'zr-certificate-number';

/** Says of the number of a certificate whether it is valid, and nothing else. */
const CertificatePage = () => {
  const t = useIntl().formatMessage;
  const history = useHistory();
  const reload = useReload();
  const { number } = useParams<{ number?: string }>();
  const [typed, setTyped] = useState(number ?? '');
  const [problem, setProblem] = useState('');
  const path = number
    ? `/@certificate-check/${encodeURIComponent(number)}`
    : null;
  const check = useResource<{ valid: boolean }>(path);
  useEffect(() => setTyped(number ?? ''), [number]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    // No number has other signs, and not all of them can stand in an address.
    const asked = typed.replace(/[^\p{L}\p{N}-]+/gu, ' ').trim();
    setProblem(asked ? '' : t(messages.missing));
    if (asked) history.push(`/bescheinigung/${encodeURIComponent(asked)}`);
    else document.getElementById(ID)?.focus();
  };

  return (
    <FormPage title={t(messages.title)} personal>
      <p className="zr-lead">{t(messages.lead)}</p>
      {number && (
        <Loaded resource={check} onRetry={() => reload(path)}>
          {({ valid }) => (
            <Outcome
              key={number}
              good={valid}
              title={t(valid ? messages.valid : messages.invalid)}
            >
              <p>
                {t(valid ? messages.validText : messages.invalidText, {
                  number,
                })}
              </p>
            </Outcome>
          )}
        </Loaded>
      )}
      <form className="zr-form" noValidate onSubmit={onSubmit}>
        <TextField
          id={ID}
          name="number"
          required
          plain
          autoComplete="off"
          maxLength={60}
          label={t(messages.number)}
          error={problem}
          value={typed}
          onChange={setTyped}
        />
        <div className="zr-form-actions">
          <button type="submit" className="zr-button zr-button--primary">
            {t(messages.submit)}
          </button>
        </div>
      </form>
    </FormPage>
  );
};

export default CertificatePage;
