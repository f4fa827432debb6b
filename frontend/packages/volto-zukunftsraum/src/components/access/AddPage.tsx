import { useSelector } from 'react-redux';
import { useLocation } from 'react-router-dom';
import Add from '@plone/volto/components/manage/Add/Add';
import { flattenToAppURL, getBaseUrl } from '@plone/volto/helpers/Url/Url';
import { useUserId } from '../members/useMe';
import Protected from './Protected';

type State = {
  content?: { data?: { '@id'?: string } | null; get?: { loading?: boolean } };
  types?: { types?: { '@id': string; addable?: boolean }[] };
};

const withoutSlash = (path: string) => path.replace(/\/$/, '');

/** Volto's page for something new, for those only who may add it there: others it would let fill it in, or show nothing at all. */
const AddPage = (props: object) => {
  const { pathname, search } = useLocation();
  const userId = useUserId();
  const type = new URLSearchParams(search).get('type') ?? '';
  const isRefused = useSelector<State, boolean>(({ content, types }) => {
    const at = content?.data?.['@id'];
    const isKnown =
      at !== undefined &&
      !content?.get?.loading &&
      withoutSlash(flattenToAppURL(at)) === withoutSlash(getBaseUrl(pathname));
    return (
      isKnown &&
      Boolean(types?.types?.length) &&
      !types!.types!.some(
        ({ '@id': id, addable }) =>
          addable && decodeURIComponent(id).endsWith(`/@types/${type}`),
      )
    );
  });
  return !userId || isRefused ? <Protected /> : <Add {...props} />;
};

export default AddPage;
