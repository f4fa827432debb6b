import { useIntl } from 'react-intl';
import SidebarPortal from '@plone/volto/components/manage/Sidebar/SidebarPortal';
import BlockDataForm from '@plone/volto/components/manage/Form/BlockDataForm';
import ItemsView from './ItemsView';
import { itemsSchema } from './schema';

const Form = BlockDataForm as any;

/** The block in the editor: as readers see it, and what it shows in the sidebar. */
const ItemsEdit = (props: any) => {
  const { block, data, selected, onChangeBlock } = props;
  const intl = useIntl();
  const schema = itemsSchema(intl, data);
  return (
    <>
      {/* Links lead nowhere while one writes. */}
      <div {...({ inert: '' } as object)}>
        <ItemsView {...props} isEditMode />
      </div>
      <SidebarPortal selected={selected}>
        <Form
          schema={schema}
          title={schema.title}
          formData={data}
          block={block}
          onChangeBlock={onChangeBlock}
          onChangeField={(id: string, value: unknown) =>
            onChangeBlock(block, { ...data, [id]: value })
          }
        />
      </SidebarPortal>
    </>
  );
};

export default ItemsEdit;
