import type { ConfigType } from '@plone/registry';
import type { VLTSettings } from '@kitconcept/volto-light-theme/types';
import Breadcrumbs from '../components/frame/Breadcrumbs';
import Footer from '../components/frame/Footer';
import Header from '../components/frame/Header';

const NAME = 'zukunftsraum';

/** Put our header, breadcrumbs and footer in the place of the theme's. */
export default function installFrame(config: ConfigType) {
  config.registerUtility({ name: NAME, type: 'header', method: Header });
  config.registerUtility({
    name: NAME,
    type: 'breadcrumbs',
    method: Breadcrumbs,
  });
  config.registerUtility({ name: NAME, type: 'footer', method: Footer });
  Object.assign((config.settings.vlt as VLTSettings).components, {
    header: NAME,
    breadcrumbs: NAME,
    footer: NAME,
  });
}
