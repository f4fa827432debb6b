import { useSelector } from 'react-redux';
import { useLocation } from 'react-router-dom';
import Add from '@plone/volto/components/manage/Add/Add';
import { flattenToAppURL, getBaseUrl } from '@plone/volto/helpers/Url/Url';
import Protected from './Protected';

type State = {
  content?: { data?: { '@id'?: string } | null; get?: { loading?: boolean } };
  types?: { types?: { '@id': string; addable?: boolean }[] };
};

const withoutSlash = (path: string) => path.replace(/\/$/, '');

/** Volto's page for something new, for those only who may add it there: it would let others fill it in, and refuse to save. */
const AddPage = (props: object) => {
  const { pathname, search } = useLocation();
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
  return isRefused ? <Protected /> : <Add {...props} />;
};

export default AddPage;
