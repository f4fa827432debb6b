import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import type { Content } from '@plone/types';
import RenderBlocks from '@plone/volto/components/theme/View/RenderBlocks';

/** Blocks that say what the head of the page says already. */
const IN_THE_HEAD = ['title', 'description', 'eventMetadata'];

const bodyBlocks = (content: Content): string[] =>
  (content.blocks_layout?.items ?? []).filter((key: string) => {
    const block = (content.blocks as any)?.[key];
    return block && !IN_THE_HEAD.includes(block['@type']);
  });

export const hasBody = (content: Content) => bodyBlocks(content).length > 0;

/** The blocks of a content object, without its title. */
const Body = ({ content }: { content: Content }) => {
  const location = useLocation();
  const body = useMemo(
    () => ({ ...content, blocks_layout: { items: bodyBlocks(content) } }),
    [content],
  );
  if (body.blocks_layout.items.length === 0) return null;
  return (
    <div id="page-document" className="zr-body">
      <RenderBlocks
        content={body}
        path={location.pathname}
        location={location}
      />
    </div>
  );
};

export default Body;
