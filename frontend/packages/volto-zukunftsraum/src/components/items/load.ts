import { loadMunicipalities } from '../../store/municipalities';
import { reader } from '../../store/resources';
import type { Found } from '../../store/resources';
import { itemsPath } from './query';
import type { ItemsData, ItemsPage } from './query';

type Options = { store: any; data: ItemsData; content: ItemsPage };

/** On the server: ask for what the block shows, and for the places it names. */
export function loadItems({ store, data, content }: Options) {
  const load = async () => {
    const path = itemsPath(data, content);
    const found = path && (await reader(store)<Found>(path));
    await loadMunicipalities(
      store,
      (found ? found.items : []).map(({ municipality }) => municipality),
    );
  };
  return [load()];
}
