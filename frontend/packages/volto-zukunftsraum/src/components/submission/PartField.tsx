import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { wholeNumber } from '../../helpers/numbers';
import { useResource } from '../../store/useResource';
import Field, { TextField, FieldMessage, describedBy } from '../forms/Field';
import { CheckField } from '../forms/Choices';
import { useMunicipality } from '../listing/useMunicipality';
import { useUserId } from '../members/useMe';
import ChosenMunicipality from '../municipality/ChosenMunicipality';
import MunicipalityCombobox from '../municipality/MunicipalityCombobox';
import RichText from '../page/RichText';
import { useTerms } from '../vocabulary/useTerm';
import { idOf } from './steps';
import type { FormField } from './steps';
import { lengthOf } from './values';
import type { Value } from './values';

const messages = defineMessages({
  length: {
    id: 'zr.submission.length',
    defaultMessage: '{length} of {min} to {max} characters',
  },
  lines: {
    id: 'zr.submission.lines',
    defaultMessage: 'One entry per line.',
  },
  format: {
    id: 'zr.submission.format',
    defaultMessage:
      'An empty line begins a new paragraph; lines that begin with “- ” become a list.',
  },
  rich: {
    id: 'zr.submission.rich',
    defaultMessage:
      'This part has formatting (links, bold words) that this form cannot show. {link}',
  },
  richLink: {
    id: 'zr.submission.rich.link',
    defaultMessage: 'Change it in the editor',
  },
  choose: { id: 'zr.submission.choose', defaultMessage: 'Please choose' },
  most: {
    id: 'zr.submission.most',
    defaultMessage: 'At most {most}. {count} chosen.',
  },
  contact: {
    id: 'zr.submission.contact',
    defaultMessage: 'Questions of other municipalities go to me.',
  },
  contactOther: {
    id: 'zr.submission.contact.other',
    defaultMessage:
      'Questions go to somebody else at present. Tick to take over.',
  },
});

/** Length hints by field, from @completeness. */
export type Hint = { min: number; max: number } | null | undefined;

type Props = {
  field: FormField;
  title: string;
  help?: string;
  required?: boolean;
  error?: string;
  hint?: Hint;
  value: Value | null;
  /** What is stored, for what the form cannot change. */
  stored?: any;
  /** Where the whole text is edited. */
  editor: string;
  onChange: (value: Value) => void;
};

const TermOptions = ({ terms }: { terms: FormField['terms'] }) => (
  <>
    {useTerms(terms as NonNullable<FormField['terms']>).map(
      ({ token, title }) => (
        <option key={token} value={token}>
          {title}
        </option>
      ),
    )}
  </>
);

type Ticks = Props & { items: { token: string; title: string }[] };

const TickList = ({
  items,
  field,
  title,
  help,
  error,
  value,
  onChange,
}: Ticks) => {
  const intl = useIntl();
  const id = idOf(field.name);
  const chosen = value as string[];
  return (
    <fieldset
      className={
        error ? 'zr-choices zr-ticks has-error' : 'zr-choices zr-ticks'
      }
      aria-describedby={describedBy(id, help, error)}
    >
      <legend>{title}</legend>
      {(help || field.most) && (
        <p id={`${id}-help`} className="zr-help">
          {help}{' '}
          {field.most &&
            intl.formatMessage(messages.most, {
              most: field.most,
              count: chosen.length,
            })}
        </p>
      )}
      <FieldMessage id={id} error={error} />
      <div className="zr-tick-columns">
        {items.map(({ token, title: label }, index) => (
          <CheckField
            key={token}
            id={index === 0 ? id : `${id}-${token}`}
            name={field.name}
            label={label}
            checked={chosen.includes(token)}
            disabled={
              field.most !== undefined &&
              chosen.length >= field.most &&
              !chosen.includes(token)
            }
            onChange={(checked) =>
              onChange(
                checked
                  ? [...chosen, token]
                  : chosen.filter((other) => other !== token),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
};

const OwnTicks = (props: Props) => (
  <TickList
    {...props}
    items={useTerms(props.field.terms as NonNullable<FormField['terms']>)}
  />
);

const VocabularyTicks = (props: Props) => {
  const { data } = useResource<{ items: { token: string; title: string }[] }>(
    `/@vocabularies/${props.field.vocabulary}?b_size=50`,
  );
  return <TickList {...props} items={data?.items ?? []} />;
};

const MunicipalityField = ({
  field,
  title,
  help,
  required,
  error,
  value,
  onChange,
}: Props) => {
  const several = field.as === 'municipalities';
  const keys = several ? (value as string[]) : [];
  const one = several ? null : (value as string) || null;
  const chosen = useMunicipality(one);
  return (
    <Field
      id={idOf(field.name)}
      label={title}
      help={help}
      error={error}
      required={required}
    >
      {(input) => (
        <>
          <MunicipalityCombobox
            id={input.id}
            chosen={one ? chosen?.name ?? one : ''}
            onChoose={({ ars }) =>
              onChange(several ? [...new Set([...keys, ars])] : ars)
            }
            required={required}
            invalid={Boolean(error)}
            describedBy={input['aria-describedby']}
          />
          {one && (
            <ChosenMunicipality
              ars={one}
              onRemove={required ? undefined : () => onChange('')}
            />
          )}
          {keys.map((ars) => (
            <ChosenMunicipality
              key={ars}
              ars={ars}
              withName
              onRemove={() => onChange(keys.filter((other) => other !== ars))}
            />
          ))}
        </>
      )}
    </Field>
  );
};

/** One part of a text, with its help and how long it should be. */
const PartField = (props: Props) => {
  const { field, title, help, required, error, hint, value, onChange } = props;
  const intl = useIntl();
  const t = intl.formatMessage;
  const userId = useUserId();
  const id = idOf(field.name);
  const common = { id, name: field.name, label: title, error, required };

  if (value === null) {
    return (
      <div className="zr-field" id={id} tabIndex={-1}>
        <p className="zr-label">{title}</p>
        <p className="zr-help">
          {t(messages.rich, {
            link: (
              <Link key="editor" to={props.editor}>
                {t(messages.richLink)}
              </Link>
            ),
          })}
        </p>
        <div className="zr-given">
          <RichText value={props.stored} />
        </div>
      </div>
    );
  }
  switch (field.as) {
    case 'choices':
      return field.terms ? (
        <OwnTicks {...props} />
      ) : (
        <VocabularyTicks {...props} />
      );
    case 'municipality':
    case 'municipalities':
      return <MunicipalityField {...props} />;
    case 'choice':
      return (
        <Field {...common} help={help}>
          {(input) => (
            <select
              {...input}
              name={field.name}
              value={value as string}
              onChange={({ target }) => onChange(target.value)}
            >
              <option value="">{t(messages.choose)}</option>
              <TermOptions terms={field.terms} />
            </select>
          )}
        </Field>
      );
    case 'contact':
      return (
        <CheckField
          {...common}
          label={t(messages.contact)}
          help={value && value !== userId ? t(messages.contactOther) : help}
          checked={Boolean(userId) && value === userId}
          onChange={(checked) => onChange(checked ? userId ?? '' : '')}
        />
      );
    default: {
      const text = value as string;
      const isLong = ['rich', 'list', 'text'].includes(field.as);
      const range = hint && {
        length: wholeNumber(lengthOf(text), intl.locale),
        min: wholeNumber(hint.min, intl.locale),
        max: wholeNumber(hint.max, intl.locale),
      };
      return (
        <div className="zr-part-field">
          <TextField
            {...common}
            help={
              field.as === 'list' ? (
                <>
                  {help} {t(messages.lines)}
                </>
              ) : field.as === 'rich' ? (
                <>
                  {help} {t(messages.format)}
                </>
              ) : (
                help
              )
            }
            type={field.as === 'date' ? 'date' : 'text'}
            inputMode={field.as === 'money' ? 'decimal' : undefined}
            maxLength={field.longest}
            rows={isLong ? field.rows ?? 4 : undefined}
            value={text}
            onChange={onChange}
          />
          {range && <p className="zr-length">{t(messages.length, range)}</p>}
        </div>
      );
    }
  }
};

export default PartField;
