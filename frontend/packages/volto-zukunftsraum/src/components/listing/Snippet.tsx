import { Fragment } from 'react';
import type { Piece } from './types';

const plain = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** Does it hit something that the short version above it does not say? */
export function saysMore(pieces: Piece[], description = ''): boolean {
  const first = pieces.findIndex(({ hit }) => hit);
  const upToHit = pieces.slice(0, first + 1).map(({ text }) => text);
  return first >= 0 && !plain(description).includes(plain(upToHit.join('')));
}

/**
 * The piece of a text around what was searched for, hits marked as the index found
 * them. Its pieces are text and stay text.
 */
const Snippet = ({ pieces }: { pieces: Piece[] }) => (
  <p className="zr-snippet">
    {pieces.map(({ text, hit }, index) =>
      hit ? (
        <mark key={index}>{text}</mark>
      ) : (
        <Fragment key={index}>{text}</Fragment>
      ),
    )}
  </p>
);

export default Snippet;
