import type { ConfigType } from '@plone/registry';
import type { HTMLAttributes, ReactNode } from 'react';

type Props = {
  attributes?: HTMLAttributes<HTMLHeadingElement>;
  children?: ReactNode;
  className?: string | null;
};

/**
 * Headings in texts as plain headings. Volto makes each a stop of the Tab key,
 * though there is nothing to do on it: with them, a long article takes twenty
 * key strokes more.
 */
function plainHeading(Tag: 'h2' | 'h3' | 'h4' | 'h5' | 'h6') {
  const Heading = ({ attributes, children, className }: Props) => (
    <Tag {...attributes} className={className ?? undefined}>
      {children}
    </Tag>
  );
  return Heading;
}

export default function installHeadings(config: ConfigType) {
  const { elements } = config.settings.slate as unknown as {
    elements: Record<string, unknown>;
  };
  for (const tag of ['h2', 'h3', 'h4', 'h5', 'h6'] as const) {
    if (elements[tag]) elements[tag] = plainHeading(tag);
  }
}
