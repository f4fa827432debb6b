import { useIntl } from 'react-intl';
import SidebarPortal from '@plone/volto/components/manage/Sidebar/SidebarPortal';
import BlockDataForm from '@plone/volto/components/manage/Form/BlockDataForm';
import FormBlockView from './FormBlockView';
import { formBlockSchema } from './schema';

const Form = BlockDataForm as any;

/** The block in the editor: the form as readers see it, and which one in the sidebar. */
const FormBlockEdit = (props: any) => {
  const { block, data, selected, onChangeBlock } = props;
  const schema = formBlockSchema(useIntl());
  return (
    <>
      {/* Nothing is sent while one writes. */}
      <div {...({ inert: '' } as object)}>
        <FormBlockView data={data} isEditMode />
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

export default FormBlockEdit;
