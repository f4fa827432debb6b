import { defineMessages, useIntl } from 'react-intl';
import Outcome from '../forms/Outcome';
import RichText from '../page/RichText';
import type { Thanks } from './types';

const messages = defineMessages({
  title: { id: 'zr.easyform.thanks.title', defaultMessage: 'Thank you' },
  sent: {
    id: 'zr.easyform.thanks.sent',
    defaultMessage: 'This is what you have sent',
  },
  empty: { id: 'zr.easyform.thanks.empty', defaultMessage: '(no answer)' },
  again: {
    id: 'zr.easyform.thanks.again',
    defaultMessage: 'Fill in the form once more',
  },
});

type Props = { thanks: Thanks; onAgain: () => void };

/** In place of a form that was sent: thanks, and what was sent where the form shows it. */
const ThanksPage = ({ thanks, onAgain }: Props) => {
  const t = useIntl().formatMessage;
  const fields = thanks.fields ?? [];
  return (
    <>
      <Outcome title={thanks.title || t(messages.title)} good>
        {thanks.description && <p>{thanks.description}</p>}
        <RichText value={{ data: thanks.prologue ?? '' }} />
        {fields.length > 0 && (
          <>
            <p>
              <strong>{t(messages.sent)}</strong>
            </p>
            <dl className="zr-sent">
              {fields.map(({ name, title, value }) => (
                <div key={name}>
                  <dt>{title}</dt>
                  <dd>{value || t(messages.empty)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
        <RichText value={{ data: thanks.epilogue ?? '' }} />
      </Outcome>
      <p>
        <button
          type="button"
          className="zr-button zr-button--secondary"
          onClick={onAgain}
        >
          {t(messages.again)}
        </button>
      </p>
    </>
  );
};

export default ThanksPage;
