import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { stepAddress } from './steps';

const messages = defineMessages({
  title: {
    id: 'zr.submission.meter',
    defaultMessage: '{percent} % of the parts are filled in',
  },
  missing: {
    id: 'zr.submission.meter.missing',
    defaultMessage: 'Required, and still empty:',
  },
  complete: {
    id: 'zr.submission.meter.complete',
    defaultMessage: 'Everything that is required is there.',
  },
});

/** GET <BestPractice>/@completeness */
export type Completeness = {
  percent: number;
  parts: {
    name: string;
    title: string;
    required: boolean;
    filled: boolean;
    length: number;
    hint: { min: number; max: number } | null;
  }[];
  missing: string[];
};

type Props = { path: string; data: Completeness };

/** How much of an example is there, and which required parts are not. */
const CompletenessMeter = ({ path, data }: Props) => {
  const intl = useIntl();
  const { percent, parts, missing } = data;
  const text = intl.formatMessage(messages.title, { percent });
  return (
    <div className="zr-completeness">
      <p id="zr-completeness">{text}</p>
      <meter
        min={0}
        max={100}
        value={percent}
        aria-labelledby="zr-completeness"
      />
      {missing.length > 0 ? (
        <>
          <p>{intl.formatMessage(messages.missing)}</p>
          <ul>
            {parts
              .filter(({ name }) => missing.includes(name))
              .map(({ name, title }) => (
                <li key={name}>
                  <Link to={stepAddress('BestPractice', path, name)}>
                    {title}
                  </Link>
                </li>
              ))}
          </ul>
        </>
      ) : (
        <p>{intl.formatMessage(messages.complete)}</p>
      )}
    </div>
  );
};

export default CompletenessMeter;
