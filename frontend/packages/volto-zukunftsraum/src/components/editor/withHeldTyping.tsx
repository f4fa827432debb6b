import { useEffect, useRef } from 'react';
import type { ComponentType } from 'react';
import { holdTyping, isTypingElsewhere } from './holdTyping';

/** A text block that loses nothing of what is typed while it appears. */
export function withHeldTyping<Props extends { selected?: boolean }>(
  Edit: ComponentType<Props>,
) {
  const TextBlockEdit = (props: Props) => {
    const container = useRef<HTMLDivElement>(null);
    const selectedAtFirst = useRef(props.selected);

    useEffect(() => {
      const element = container.current;
      if (!element || !selectedAtFirst.current) return;
      if (isTypingElsewhere(element)) return holdTyping(element);
    }, []);

    return (
      <div ref={container} className="zr-text-block">
        <Edit {...props} />
      </div>
    );
  };
  return TextBlockEdit;
}
