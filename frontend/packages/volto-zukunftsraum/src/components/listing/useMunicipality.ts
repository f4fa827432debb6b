import { useEffect } from 'react';
import { useSelector, useStore } from 'react-redux';
import { loadMunicipalities } from '../../store/municipalities';
import type {
  MunicipalitiesState,
  Municipality,
} from '../../store/municipalities';

/** The municipality with this key, as soon as it is known. */
export function useMunicipality(ars?: string | null): Municipality | null {
  const store = useStore();
  const municipality = useSelector<
    { municipalities?: MunicipalitiesState },
    Municipality | null | undefined
  >((state) => (ars ? state.municipalities?.[ars] : null));

  useEffect(() => {
    if (ars && municipality === undefined) loadMunicipalities(store, [ars]);
  }, [ars, municipality, store]);

  return municipality ?? null;
}
