import AuditList from './AuditList';
import type { StaffContent } from './types';
import { pathOf, useGrantWorkflow } from './useGrantWorkflow';

/** The record of an application, for all who may see it. Nothing for others. */
const AuditPart = ({ content }: { content: StaffContent }) => {
  const path = pathOf(content);
  const workflow = useGrantWorkflow(content);
  return workflow?.may?.audit ? <AuditList key={path} path={path} /> : null;
};

export default AuditPart;
