// The project itself configures nothing: everything is done by the add-ons
// named in volto.config.js. Volto expects this file to exist.
import '@plone/volto/config';

export default function applyConfig(config) {
  return config;
}
