import type { Content } from '@plone/types';
import ContentImage from './ContentImage';

/** The lead image; its caption describes it, so the image itself stays silent. */
const LeadImage = ({ content, sizes }: { content: Content; sizes: string }) => {
  const { image, image_caption } = content as any;
  if (!image) return null;
  return (
    <figure className="zr-lead-image">
      <ContentImage
        item={content}
        imageField="image"
        alt={image_caption || ''}
        sizes={sizes}
      />
    </figure>
  );
};

export default LeadImage;
