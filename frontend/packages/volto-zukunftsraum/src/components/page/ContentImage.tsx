import type { ComponentType, ImgHTMLAttributes } from 'react';
import Image from '@plone/volto/components/theme/Image/Image';

type Props = {
  item: unknown;
  imageField?: string;
  alt: string;
  loading?: 'eager' | 'lazy';
  responsive?: boolean;
} & Omit<ImgHTMLAttributes<HTMLImageElement>, 'loading' | 'alt'>;

/** Volto's image of a content object in all its scales; its own types know too little. */
const ContentImage = Image as unknown as ComponentType<Props>;

export default ContentImage;
