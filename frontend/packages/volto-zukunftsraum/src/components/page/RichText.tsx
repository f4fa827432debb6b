import { localHtml } from './localHtml';

export type RichTextValue = { data?: string; 'content-type'?: string } | null;

/** Does it say anything? Editors leave empty paragraphs behind. */
export const hasText = (value?: RichTextValue): boolean =>
  Boolean(value?.data?.replace(/<[^>]*>|&nbsp;|\s/g, ''));

/** Rich text of a field. The API sends safe HTML only (text/x-html-safe). */
const RichText = ({ value }: { value?: RichTextValue }) =>
  hasText(value) ? (
    <div
      className="zr-rich-text"
      dangerouslySetInnerHTML={{ __html: localHtml(value?.data ?? '') }}
    />
  ) : null;

export default RichText;
