module.exports = {
  addons: ['@kitconcept/volto-light-theme', 'volto-zukunftsraum'],
  theme: '@kitconcept/volto-light-theme',
};
