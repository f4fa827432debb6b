import { useSelector } from 'react-redux';

type State = {
  actions?: { actions?: Record<string, { id: string }[] | undefined> };
};

/** Does Plone offer this person an action on the page, such as "edit" or "history"? */
export const useAction = (id: string, group = 'object'): boolean =>
  useSelector<State, boolean>((state) =>
    Boolean(
      state.actions?.actions?.[group]?.some((action) => action.id === id),
    ),
  );
