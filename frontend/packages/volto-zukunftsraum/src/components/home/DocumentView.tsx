import type { ComponentType } from 'react';
import loadable from '@loadable/component';
import DefaultView from '@plone/volto/components/theme/View/DefaultView';

const StartPage: ComponentType<any> = loadable(() => import('./StartPage'));
const Page = DefaultView as unknown as ComponentType<any>;

/**
 * The layout `document_view`. The site itself has it as well as its pages do;
 * for the site it is our start page.
 */
const DocumentView = (props: { content: { '@type': string } }) =>
  props.content['@type'] === 'Plone Site' ? (
    <StartPage {...props} />
  ) : (
    <Page {...props} />
  );

export default DocumentView;
