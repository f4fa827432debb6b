import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import type { Content } from '@plone/types';
import Head from '../page/Head';
import LoadedForm from './LoadedForm';
import StaffLinks from './StaffLinks';

/** The page of a form: what it is for, the form, and what its makers need. */
const FormView = ({ content }: { content: Content }) => {
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  return (
    <div className="zr-page zr-form-view">
      <Head content={content} below={<StaffLinks path={path} />} />
      <LoadedForm key={path} path={path} isPage />
    </div>
  );
};

export default FormView;
