import type { ConfigType } from '@plone/registry';
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
  const { vlt } = config.settings;
  if (vlt) {
    Object.assign(vlt.components, {
      header: NAME,
      breadcrumbs: NAME,
      footer: NAME,
    });
  }
}
