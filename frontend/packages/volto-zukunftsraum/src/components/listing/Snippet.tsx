import { Fragment } from 'react';
import type { Piece } from './types';

const plain = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** Does the piece of the text say more than the short version above it? */
export function saysMore(pieces: Piece[], description = ''): boolean {
  const found = plain(pieces.map(({ text }) => text).join(''));
  return pieces.some(({ hit }) => hit) && !plain(description).includes(found);
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
