import { useEffect } from 'react';
import { NavLink } from 'react-router-dom';
import { useDispatch, useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import { getNavigation } from '@plone/volto/actions/navigation/navigation';
import { getBaseUrl } from '@plone/volto/helpers/Url/Url';
import { hasApiExpander } from '@plone/volto/helpers/Utils/Utils';
import config from '@plone/volto/registry';

const messages = defineMessages({
  label: {
    id: 'zr.frame.navigation.label',
    defaultMessage: 'Main navigation',
  },
});

type Item = { title: string; nav_title?: string; url: string };
type State = {
  navigation: { items?: Item[] };
  userSession: { token?: string | null };
};

/** The sections of the site, as the backend lists them for the visitor. */
const MainNavigation = ({ pathname }: { pathname: string }) => {
  const intl = useIntl();
  const dispatch = useDispatch();
  const token = useSelector<State, string | null | undefined>(
    (state) => state.userSession.token,
  );
  const items = useSelector<State, Item[] | undefined>(
    (state) => state.navigation.items,
  );

  useEffect(() => {
    const path = getBaseUrl(pathname);
    if (!hasApiExpander('navigation', path)) {
      dispatch(getNavigation(path, config.settings.navDepth));
    }
  }, [dispatch, pathname, token]);

  // The home page is reached by the wordmark.
  const sections = (items ?? []).filter((item) => item.url !== '');

  return (
    <nav
      id="navigation"
      className="zr-navigation"
      aria-label={intl.formatMessage(messages.label)}
    >
      <ul>
        {sections.map((item) => (
          <li key={item.url}>
            <NavLink to={item.url} activeClassName="active">
              {item.nav_title || item.title}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
};

export default MainNavigation;
