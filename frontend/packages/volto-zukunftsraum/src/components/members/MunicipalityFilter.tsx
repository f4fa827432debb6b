import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import clearSVG from '@plone/volto/icons/clear.svg';
import MunicipalityCombobox from '../municipality/MunicipalityCombobox';
import { useMunicipality } from '../listing/useMunicipality';
import { useUrlParameters } from '../listing/urlParameters';

const messages = defineMessages({
  label: {
    id: 'zr.members.filter.municipality',
    defaultMessage: 'Municipality',
  },
  all: {
    id: 'zr.members.filter.all',
    defaultMessage: 'Show all municipalities',
  },
});

/** Narrow a page down to one municipality; the address carries its key. */
const MunicipalityFilter = () => {
  const intl = useIntl();
  const url = useUrlParameters();
  const ars = url.get('ars');
  const municipality = useMunicipality(ars || null);
  return (
    <div className="zr-filter zr-filter--row">
      <div className="zr-filter-field">
        <label htmlFor="zr-filter-municipality">
          {intl.formatMessage(messages.label)}
        </label>
        <MunicipalityCombobox
          id="zr-filter-municipality"
          chosen={ars ? municipality?.name ?? ars : ''}
          onChoose={(chosen) => url.go({ ars: chosen.ars })}
        />
      </div>
      {ars && (
        <Link className="zr-button zr-button--quiet" to={url.to({ ars: '' })}>
          <Icon name={clearSVG} size="20px" />
          {intl.formatMessage(messages.all)}
        </Link>
      )}
    </div>
  );
};

export default MunicipalityFilter;
