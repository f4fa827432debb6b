import { useRef } from 'react';
import { useLocation } from 'react-router-dom';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import Loaded from '../listing/Loaded';
import EasyForm from './EasyForm';
import { formPath } from './load';
import type { FormDescription } from './types';

type Props = { path: string; isPage?: boolean };

/** A form by its path. Once it is there it stays, with what was entered, whatever loading it anew gives. */
const LoadedForm = ({ path, isPage }: Props) => {
  const { search } = useLocation();
  const service = formPath(path, isPage ? search : '');
  const resource = useResource<FormDescription>(service);
  const reload = useReload();
  const last = useRef<FormDescription>();
  if (resource.data) last.current = resource.data;

  return (
    <Loaded
      resource={last.current ? { data: last.current } : resource}
      onRetry={() => reload(service)}
    >
      {(form) => (
        <EasyForm
          path={path}
          form={form}
          isPage={isPage}
          onReload={() => reload(service)}
        />
      )}
    </Loaded>
  );
};

export default LoadedForm;
