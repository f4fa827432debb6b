import client from '@plone/volto/start-client';
import { addTexts } from 'volto-zukunftsraum/components/texts/load';

// The texts of the interface come as a file of their own. Should it be lost on the way, Volto's English ones are shown.
addTexts(window.__data)
  .catch(() => {})
  .then(client);

if (module.hot) {
  module.hot.accept();
}
