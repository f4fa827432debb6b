import FormFieldWrapper from '@plone/volto/components/manage/Widgets/FormFieldWrapper';
import { useMunicipality } from '../listing/useMunicipality';
import ChosenMunicipality from './ChosenMunicipality';
import MunicipalityCombobox from './MunicipalityCombobox';

type Field = {
  id: string;
  title: string;
  description?: string;
  required?: boolean;
  error?: string[];
  isDisabled?: boolean;
  [more: string]: unknown;
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
        <ChosenMunicipality
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
        <ChosenMunicipality
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
