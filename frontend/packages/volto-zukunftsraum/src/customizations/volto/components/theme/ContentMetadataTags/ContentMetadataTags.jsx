/**
 * OVERRIDE ContentMetadataTags.jsx
 * REASON: Volto tells previews the title of protected pages, too, and has no
 * structured data. Ours uses Volto's for what is public, and adds to it.
 * FILE VERSION: Volto 19.3.0
 */
export { default } from '../../../../../components/metadata/ContentMetadata';
