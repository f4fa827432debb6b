/** Set by the build: is this the server or the browser? */
declare const __SERVER__: boolean;

declare module 'jwt-decode' {
  export default function jwtDecode<T>(token: string): T;
}

/** Volto's own files, from those of ours that stand in their place. */
declare module '@plone/volto-original/components/theme/ContentMetadataTags/ContentMetadataTags' {
  import type { ComponentType } from 'react';
  const ContentMetadataTags: ComponentType<{ content: unknown }>;
  export default ContentMetadataTags;
}

declare module '@plone/volto-original/components/manage/Workflow/Workflow' {
  import type { ComponentType } from 'react';
  const Workflow: ComponentType<{ pathname: string }>;
  export default Workflow;
}

declare module '@plone/volto-original/components/manage/UniversalLink/UniversalLink' {
  import type { ComponentType } from 'react';
  const UniversalLink: ComponentType<any>;
  export default UniversalLink;
}
