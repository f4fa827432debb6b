import { useEffect } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { useDispatch, useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import { getBreadcrumbs } from '@plone/volto/actions/breadcrumbs/breadcrumbs';
import { getBaseUrl } from '@plone/volto/helpers/Url/Url';
import { hasApiExpander } from '@plone/volto/helpers/Utils/Utils';

const messages = defineMessages({
  label: {
    id: 'zr.frame.breadcrumbs.label',
    defaultMessage: 'You are here',
  },
  home: {
    id: 'zr.frame.breadcrumbs.home',
    defaultMessage: 'Home',
  },
  controlpanel: {
    id: 'zr.frame.breadcrumbs.controlpanel',
    defaultMessage: 'Site setup',
  },
});

type Item = { title: string; url: string };
type State = { breadcrumbs: { items: Item[]; root?: string | null } };

/** The way from the home page to this page; there is none on the home page. */
const Breadcrumbs = ({ pathname }: { pathname: string }) => {
  const intl = useIntl();
  const dispatch = useDispatch();
  const { pathname: realPath } = useLocation();
  const breadcrumbs = useSelector<State, State['breadcrumbs']>(
    (state) => state.breadcrumbs,
  );

  useEffect(() => {
    const path = getBaseUrl(pathname);
    if (!hasApiExpander('breadcrumbs', path)) dispatch(getBreadcrumbs(path));
  }, [dispatch, pathname]);

  const items: Item[] = realPath.startsWith('/controlpanel')
    ? [
        {
          url: '/controlpanel',
          title: intl.formatMessage(messages.controlpanel),
        },
      ]
    : breadcrumbs.items;
  if (items.length === 0) return null;

  return (
    <nav
      className="zr-breadcrumbs"
      aria-label={intl.formatMessage(messages.label)}
    >
      <ol>
        <li>
          <Link to={breadcrumbs.root || '/'} lang={intl.locale}>
            {intl.formatMessage(messages.home)}
          </Link>
        </li>
        {items.map((item) => (
          <li key={item.url}>
            {item.url === realPath ? (
              <span aria-current="page">{item.title}</span>
            ) : (
              <Link to={item.url}>{item.title}</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
};

export default Breadcrumbs;
