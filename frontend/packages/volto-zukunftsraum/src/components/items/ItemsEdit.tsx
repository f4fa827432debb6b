import { useIntl } from 'react-intl';
import BlockFrame from '../editor/BlockFrame';
import ItemsView from './ItemsView';
import { itemsSchema } from './schema';

/** The block in the editor: as readers see it, and what it shows in the sidebar. */
const ItemsEdit = (props: any) => (
  <BlockFrame {...props} schema={itemsSchema(useIntl(), props.data)}>
    <ItemsView {...props} isEditMode />
  </BlockFrame>
);

export default ItemsEdit;
