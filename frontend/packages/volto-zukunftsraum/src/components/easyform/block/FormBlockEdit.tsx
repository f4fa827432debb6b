import { useIntl } from 'react-intl';
import BlockFrame from '../../editor/BlockFrame';
import FormBlockView from './FormBlockView';
import { formBlockSchema } from './schema';

/** The block in the editor: the form as readers see it, and which one in the sidebar. */
const FormBlockEdit = (props: any) => (
  <BlockFrame {...props} schema={formBlockSchema(useIntl())}>
    <FormBlockView data={props.data} isEditMode />
  </BlockFrame>
);

export default FormBlockEdit;
