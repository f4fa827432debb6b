/**
 * OVERRIDE UniversalLink.tsx
 * REASON: Volto links any address that an editor has stored, such as one that
 * begins with "javascript:". Those are shown as plain text.
 * FILE VERSION: Volto 19.3.0
 */
export * from '@plone/volto-original/components/manage/UniversalLink/UniversalLink';
export { default } from '../../../../../components/page/SafeLink';
