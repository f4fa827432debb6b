import { Redirect, useLocation } from 'react-router-dom';
import { useSelector } from 'react-redux';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { beginAddress, formAddress } from './addresses';

const TYPE = 'GrantApplication';

type State = { content?: { data?: { '@id'?: string; '@type'?: string } } };

/** Applications are begun and written in their own form, not in that of Volto's editor. */
const ToOwnForm = () => {
  const { pathname, search } = useLocation();
  const content = useSelector<State, { '@id'?: string; '@type'?: string }>(
    (state) => state.content?.data ?? {},
  );
  const [, base, action] = /^(.*)\/(add|edit)\/?$/.exec(pathname) ?? [];
  if (action === 'add' && new URLSearchParams(search).get('type') === TYPE) {
    return <Redirect to={beginAddress(base)} />;
  }
  const isShown =
    flattenToAppURL(content['@id'] ?? '').replace(/\/$/, '') === base;
  if (action === 'edit' && isShown && content['@type'] === TYPE) {
    return <Redirect to={formAddress(base)} />;
  }
  return null;
};

export default ToOwnForm;
