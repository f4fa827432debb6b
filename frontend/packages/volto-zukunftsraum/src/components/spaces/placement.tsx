import type { ComponentType } from 'react';
import config from '@plone/volto/registry';
import TitleBlockView from '@plone/volto/components/manage/Blocks/Title/View';
import WhoCanSee from './WhoCanSee';

type Content = {
  '@id': string;
  '@type': string;
  blocks?: Record<string, { '@type'?: string }>;
  blocks_layout?: { items?: string[] };
};

/** Types whose views show the line themselves, under their own title. */
const SHOW_IT_THEMSELVES = [
  'MunicipalSpace',
  'ExchangeRoom',
  'GrantApplication',
  'GrantCall',
  'Section',
  'WikiArticle',
  'BestPractice',
  'Seminar',
  'Event',
  'EasyForm',
  'File',
];

/** Types of Volto that show their title as a block of the page. */
const SHOW_BLOCKS = ['Document', 'News Item', 'Folder'];

/** Is the title of this page a block, below which the line stands? */
export function hasTitleBlock(content: Content): boolean {
  return (
    SHOW_BLOCKS.includes(content['@type']) &&
    (content.blocks_layout?.items ?? []).some(
      (id) => content.blocks?.[id]?.['@type'] === 'title',
    )
  );
}

/** In the slot above the content, for pages whose title cannot be reached. */
export const WhoCanSeeAbove = ({ content }: { content: Content }) => {
  if (
    !content?.['@type'] ||
    SHOW_IT_THEMSELVES.includes(content['@type']) ||
    hasTitleBlock(content)
  ) {
    return null;
  }
  const Container: ComponentType<any> = config.getComponent({
    name: 'Container',
  }).component as ComponentType<any>;
  return (
    <Container className="zr-who-sees-above">
      <WhoCanSee content={content} />
    </Container>
  );
};

const TitleView = TitleBlockView as ComponentType<any>;

type TitleProps = { properties: Content; metadata?: Content };

/** The title block, with the line below it. */
export const TitleWithWhoCanSee = (props: TitleProps) => (
  <>
    <TitleView {...props} />
    {props.properties?.['@type'] && hasTitleBlock(props.properties) && (
      <WhoCanSee content={props.properties} />
    )}
  </>
);
