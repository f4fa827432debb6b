import { defineMessages, useIntl } from 'react-intl';
import FormFieldWrapper from '@plone/volto/components/manage/Widgets/FormFieldWrapper';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import clearSVG from '@plone/volto/icons/clear.svg';
import { useMunicipality } from '../listing/useMunicipality';
import MunicipalityCombobox, { useWhere } from './MunicipalityCombobox';

const messages = defineMessages({
  remove: {
    id: 'zr.municipality.remove',
    defaultMessage: 'Remove {name}',
  },
});

type Field = {
  id: string;
  title: string;
  description?: string;
  required?: boolean;
  error?: string[];
  isDisabled?: boolean;
  [more: string]: unknown;
};

type ChosenProps = {
  ars: string;
  /** Without the name, where the text field shows it. */
  withName?: boolean;
  onRemove?: () => void;
};

/** A stored key in words, with a button to take it out. */
const Chosen = ({ ars, withName = false, onRemove }: ChosenProps) => {
  const intl = useIntl();
  const where = useWhere();
  const municipality = useMunicipality(ars);
  const name = municipality?.name ?? ars;
  return (
    <div className="zr-municipality-chosen">
      <p>
        {withName && <strong>{name} </strong>}
        {municipality && <span>{where(municipality)}</span>}
      </p>
      {onRemove && (
        <button
          type="button"
          className="zr-button zr-button--quiet"
          onClick={onRemove}
        >
          <Icon name={clearSVG} size="20px" />
          {intl.formatMessage(messages.remove, { name })}
        </button>
      )}
    </div>
  );
};

type Props = Field & {
  value?: string | null;
  onChange: (id: string, value: string | null) => void;
};

/** Form field for the key of one municipality. */
const MunicipalityWidget = (props: Props) => {
  const { id, value, onChange, required, error, isDisabled } = props;
  const municipality = useMunicipality(value);
  return (
    <FormFieldWrapper {...(props as any)} className="zr-municipality-field">
      <MunicipalityCombobox
        id={`field-${id}`}
        chosen={value ? municipality?.name ?? value : ''}
        onChoose={({ ars }) => onChange(id, ars)}
        required={required}
        invalid={Boolean(error?.length)}
        disabled={isDisabled}
      />
      {value && (
        <Chosen
          ars={value}
          onRemove={isDisabled ? undefined : () => onChange(id, null)}
        />
      )}
    </FormFieldWrapper>
  );
};

type ListProps = Field & {
  value?: string[] | null;
  onChange: (id: string, value: string[]) => void;
};

/** Form field for the keys of several municipalities. */
export const MunicipalitiesWidget = (props: ListProps) => {
  const { id, onChange, required, error, isDisabled } = props;
  const value = props.value ?? [];
  return (
    <FormFieldWrapper {...(props as any)} className="zr-municipality-field">
      <MunicipalityCombobox
        id={`field-${id}`}
        onChoose={({ ars }) =>
          !value.includes(ars) && onChange(id, [...value, ars])
        }
        required={required}
        invalid={Boolean(error?.length)}
        disabled={isDisabled}
      />
      {value.map((ars) => (
        <Chosen
          key={ars}
          ars={ars}
          withName
          onRemove={
            isDisabled
              ? undefined
              : () =>
                  onChange(
                    id,
                    value.filter((other) => other !== ars),
                  )
          }
        />
      ))}
    </FormFieldWrapper>
  );
};

export default MunicipalityWidget;
