/** The municipalities that pages name, by key, asked for once each. */

const GET_MUNICIPALITY = 'ZR_GET_MUNICIPALITY';

export type Municipality = {
  ars: string;
  name: string;
  official_name: string;
  kind: string;
  kind_title?: string;
  state: string;
  state_title?: string;
  district?: string;
  district_title?: string;
  population: number | null;
  size_class: string;
  structurally_weak: string;
  participating: boolean;
};

/** `null`: the register has none with this key, or did not answer. */
export type MunicipalitiesState = Record<string, Municipality | null>;

type Action = { type?: string; ars?: string; result?: Municipality };
type Dispatch = (action: any) => any;
type Store = { dispatch: Dispatch; getState: () => any };

export const getMunicipality = (ars: string) => ({
  type: GET_MUNICIPALITY,
  ars,
  request: { op: 'get', path: `/@municipalities/${encodeURIComponent(ars)}` },
});

export default function municipalities(
  state: MunicipalitiesState = {},
  action: Action = {},
): MunicipalitiesState {
  switch (action.type) {
    case `${GET_MUNICIPALITY}_SUCCESS`:
      return { ...state, [action.ars as string]: action.result ?? null };
    case `${GET_MUNICIPALITY}_FAIL`:
      return { ...state, [action.ars as string]: null };
    default:
      return state;
  }
}

/** Ask for those of these keys that are not known yet. Never fails. */
export function loadMunicipalities(
  { dispatch, getState }: Store,
  keys: (string | null | undefined)[],
): Promise<unknown> {
  const known: MunicipalitiesState = getState().municipalities ?? {};
  const missing = [...new Set(keys)].filter(
    (ars): ars is string => Boolean(ars) && !((ars as string) in known),
  );
  return Promise.allSettled(
    missing.map((ars) => dispatch(getMunicipality(ars))),
  );
}
