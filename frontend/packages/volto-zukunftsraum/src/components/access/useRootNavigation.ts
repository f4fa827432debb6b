import { useEffect } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { getNavigation } from '@plone/volto/actions/navigation/navigation';
import config from '@plone/volto/registry';

/**
 * The main navigation on pages that have no content: it could not be read along
 * with the page.
 */
export function useRootNavigation() {
  const dispatch = useDispatch();
  const locale = useSelector<{ intl: { locale: string } }, string>(
    (state) => state.intl.locale,
  );

  useEffect(() => {
    dispatch(getNavigation('/', config.settings.navDepth as number));
  }, [dispatch, locale]);
}
