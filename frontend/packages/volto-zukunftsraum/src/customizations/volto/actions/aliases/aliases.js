/**
 * OVERRIDE aliases.js
 * REASON: The page "URL management" of a content object asks for a batch of
 * size '', which plone.restapi 10 refuses ("b_size: not an integer").
 * FILE VERSION: Volto 19.3.0
 */
import { getAliases as getAliasesOfVolto } from '@plone/volto-original/actions/aliases/aliases';

export {
  addAliases,
  removeAliases,
  uploadAliases,
} from '@plone/volto-original/actions/aliases/aliases';

export function getAliases(url, { batchSize, batchStart, ...rest } = {}) {
  return getAliasesOfVolto(url, {
    ...rest,
    batchSize: batchSize || undefined,
    batchStart: batchStart || undefined,
  });
}
