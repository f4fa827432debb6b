import { defineMessages, useIntl } from 'react-intl';
import { useReload } from '../../../store/useReload';
import { CheckField } from '../../forms/Choices';
import { TextField } from '../../forms/Field';
import PartField from '../../submission/PartField';
import type { FormField } from '../../submission/steps';
import type { GrantCall } from '../GrantCallView';
import Files from './Files';
import TableField from './TableField';
import type { Row } from './rows';
import { idOfField } from '../addresses';
import type { GrantField } from './steps';
import type { Titles } from './useTitles';
import { checkPath } from './useWriting';
import type { Writing } from './useWriting';
import type { FieldValue } from './values';

const messages = defineMessages({
  declarations: {
    id: 'zr.grants.form.declarationsIntro',
    defaultMessage: 'Please tick what you declare:',
  },
  noDeclarations: {
    id: 'zr.grants.form.noDeclarations',
    defaultMessage: 'The call demands no declarations.',
  },
});

type Props = {
  field: GrantField;
  writing: Writing;
  titles: Titles;
  grantCall?: GrantCall;
  /** What is to be said besides its help. */
  note?: string;
  /** It has to be filled in. */
  required: boolean;
};

/** One field of an application, as its kind asks for it. */
const GrantInput = ({
  field,
  writing,
  titles,
  grantCall,
  note,
  required,
}: Props) => {
  const t = useIntl().formatMessage;
  const reload = useReload();
  const { path, errors, stored } = writing;
  const { name } = field;
  const id = idOfField(name);
  const value = writing.valueOf(field);
  const set = (next: FieldValue) => writing.set(field, next);
  const title = titles.titleOf(name);
  const help = titles.helpOf(name);
  switch (field.as) {
    case 'table':
      return (
        <TableField
          title={title}
          help={help}
          name={name}
          errors={errors}
          rows={value as Row[]}
          choices={grantCall?.cost_categories ?? []}
          onChange={set}
        />
      );
    case 'tick':
      return (
        <CheckField
          id={id}
          name={name}
          label={title}
          help={help}
          error={errors[name]}
          checked={Boolean(value)}
          onChange={set}
        />
      );
    case 'account':
      return (
        <TextField
          id={id}
          name={name}
          label={title}
          help={[note, help].filter(Boolean).join(' ')}
          error={errors[name]}
          required
          plain
          autoComplete="off"
          maxLength={50}
          value={value as string}
          onChange={set}
        />
      );
    case 'declarations': {
      const accepted = value as string[];
      const demanded = grantCall?.declarations ?? [];
      if (demanded.length === 0) return <p>{t(messages.noDeclarations)}</p>;
      return (
        <fieldset className="zr-choices">
          <legend>{t(messages.declarations)}</legend>
          {errors[name] && <p className="zr-field-error">{errors[name]}</p>}
          {demanded.map((text, index) => (
            <CheckField
              key={text}
              id={index === 0 ? id : `${id}-${index}`}
              name={name}
              label={text}
              checked={accepted.includes(text)}
              onChange={(isTicked) =>
                set(
                  isTicked
                    ? [...accepted, text]
                    : accepted.filter((one) => one !== text),
                )
              }
            />
          ))}
        </fieldset>
      );
    }
    case 'files':
      return (
        <Files
          path={path}
          items={stored.items ?? []}
          kinds={field.kinds}
          rows={value as Row[]}
          errors={errors}
          onChange={set}
          onStored={() => reload(path, checkPath(path))}
        />
      );
    default:
      return (
        <PartField
          field={field as FormField}
          title={title}
          help={help}
          required={required}
          error={errors[name]}
          value={value as string | string[]}
          editor={path}
          onChange={set}
        />
      );
  }
};

export default GrantInput;
