import type { ConfigType } from '@plone/registry';
import installSettings from './config/settings';
import installLanguage from './config/language';
import installTexts from './config/texts';
import installFrame from './config/frame';
import installBlocks from './config/blocks';
import installRoutes from './config/routes';
import installViews from './config/views';
import installListings from './config/listings';
import installHeadings from './config/headings';
import installKnowledge from './config/knowledge';
import installResources from './config/resources';
import installAccess from './config/access';
import installSpaces from './config/spaces';
import installEditing from './config/editing';
import installWidgets from './config/widgets';
import installGrants from './config/grants';
import installForms from './config/forms';

export default function applyConfig(config: ConfigType) {
  installSettings(config);
  installLanguage(config);
  installTexts(config);
  installFrame(config);
  installBlocks(config);
  installRoutes(config);
  installViews(config);
  installListings(config);
  installHeadings(config);
  installKnowledge(config);
  installResources(config);
  installAccess(config);
  installSpaces(config);
  installEditing(config);
  installWidgets(config);
  installGrants(config);
  installForms(config);
  return config;
}
