import type { ConfigType } from '@plone/registry';
import loadable from '@loadable/component';
import MunicipalityWidget, {
  MunicipalitiesWidget,
} from '../components/municipality/MunicipalityWidget';

/** Form fields by the name that the backend gives in `@types`. */
export default function installWidgets(config: ConfigType) {
  Object.assign(config.widgets.widget, {
    municipality: MunicipalityWidget,
    municipalities: MunicipalitiesWidget,
    zrChosenItems: loadable(
      () => import('../components/items/ChosenItemsWidget'),
    ),
    zrDates: loadable(() => import('../components/seminars/DatesWidget')),
  });
}
