import type { Content } from '@plone/types';
import ContentImage from './ContentImage';
import type { ListItem } from '../listing/types';

export const picturesIn = (content: Content): ListItem[] =>
  ((content.items ?? []) as unknown as ListItem[]).filter(
    (item) => item['@type'] === 'Image' && item.image_field,
  );

/** The images that lie in a content object; their description is the text for those who do not see them. */
const Pictures = ({ pictures }: { pictures: ListItem[] }) => (
  <div className="zr-pictures">
    {pictures.map((picture) => (
      <figure key={picture['@id']}>
        <ContentImage
          item={picture}
          imageField={picture.image_field as string}
          alt={picture.description || ''}
          loading="lazy"
          sizes="(max-width: 640px) 100vw, 320px"
        />
        <figcaption>{picture.title}</figcaption>
      </figure>
    ))}
  </div>
);

export default Pictures;
