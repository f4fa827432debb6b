import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { useResource } from '../../../store/useResource';
import type { CallContent, StaffContent } from './types';

/** The call of an application with its checklists; nothing where there is none. */
export const useCallContent = (content: StaffContent) =>
  useResource<CallContent>(
    content.call ? flattenToAppURL(content.call['@id']) : null,
  );

/** All points of the checklists of a call, in its order. */
export const pointsOf = (call?: CallContent): string[] => [
  ...(call?.formal_checklist ?? []),
  ...(call?.content_checklist ?? []),
];
