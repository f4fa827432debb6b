import { defineMessages } from 'react-intl';

export const scopeNames = defineMessages({
  network: {
    id: 'zr.keys.scope.network',
    defaultMessage: 'Content of the network',
  },
  figures: { id: 'zr.keys.scope.figures', defaultMessage: 'Figures' },
  harvest: { id: 'zr.keys.scope.harvest', defaultMessage: 'Harvest' },
});

export const scopeHelps = defineMessages({
  network: {
    id: 'zr.keys.scope.network.help',
    defaultMessage:
      'Articles, practice examples, events, files and search, as members see them. No spaces, no people, no applications.',
  },
  figures: {
    id: 'zr.keys.scope.figures.help',
    defaultMessage: 'The open figures of the network.',
  },
  harvest: {
    id: 'zr.keys.scope.harvest.help',
    defaultMessage:
      'All public content in one go, for other portals and research.',
  },
});
