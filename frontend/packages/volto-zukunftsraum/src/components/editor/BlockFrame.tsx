import type { ReactNode } from 'react';
import SidebarPortal from '@plone/volto/components/manage/Sidebar/SidebarPortal';
import BlockDataForm from '@plone/volto/components/manage/Form/BlockDataForm';

const Form = BlockDataForm as any;

type Props = {
  /** What Volto gives the block in the editor. */
  block: string;
  data: object;
  selected: boolean;
  onChangeBlock: (block: string, data: object) => void;
  /** Of what can be set in the sidebar. */
  schema: { title: string };
  /** The block as readers see it. */
  children: ReactNode;
};

/** A block in the editor: as readers see it, though nothing of it acts while one writes, and what can be set in the sidebar. */
const BlockFrame = ({
  block,
  data,
  selected,
  onChangeBlock,
  schema,
  children,
}: Props) => (
  <>
    <div {...({ inert: '' } as object)}>{children}</div>
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

export default BlockFrame;
