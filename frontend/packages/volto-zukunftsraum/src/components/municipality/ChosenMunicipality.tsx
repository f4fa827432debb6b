import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import clearSVG from '@plone/volto/icons/clear.svg';
import { useMunicipality } from '../listing/useMunicipality';
import { useWhere } from './MunicipalityCombobox';

const messages = defineMessages({
  remove: {
    id: 'zr.municipality.remove',
    defaultMessage: 'Remove {name}',
  },
});

type Props = {
  ars: string;
  /** Without the name, where the text field shows it. */
  withName?: boolean;
  onRemove?: () => void;
};

/** A key in words, with a button to take it out. */
const ChosenMunicipality = ({ ars, withName = false, onRemove }: Props) => {
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

export default ChosenMunicipality;
