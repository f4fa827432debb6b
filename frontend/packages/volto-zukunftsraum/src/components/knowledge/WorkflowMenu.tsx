import type { ComponentType } from 'react';
import { useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import VoltoWorkflow from '@plone/volto-original/components/manage/Workflow/Workflow';
import { REVIEWED } from './load';

const messages = defineMessages({
  where: {
    id: 'zr.knowledge.menu',
    defaultMessage:
      'Submitting, publishing and archiving: in the part “State of the text” on the page.',
  },
});

const Original = VoltoWorkflow as ComponentType<any>;

type State = { content: { data?: { '@type'?: string } | null } };

/** In Volto's menu: the state of a page; for reviewed texts, where it is decided. */
const WorkflowMenu = (props: { pathname: string }) => {
  const intl = useIntl();
  const type = useSelector<State, string | undefined>(
    (state) => state.content.data?.['@type'],
  );
  return REVIEWED.includes(type ?? '') ? (
    <p className="zr-workflow-menu">{intl.formatMessage(messages.where)}</p>
  ) : (
    <Original {...props} />
  );
};

export default WorkflowMenu;
