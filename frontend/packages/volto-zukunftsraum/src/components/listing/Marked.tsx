import { createContext, Fragment, useContext } from 'react';
import { searchWords } from './query';

/** The words that a list was searched for; `Marked` marks them. */
export const HitWords = createContext<string>('');

/** Without case, umlauts and accents; every letter stays one letter. */
const fold = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\p{L}/gu, (letter) => letter.normalize('NFD').charAt(0))
    .toLowerCase();

/** What German and English words end on, without being other words. */
const ENDING = /(innen|ern|en|er|es|em|e|n|s)$/;

/** Shorter than this, an ending may be half of the word. */
const MIN_STEM = 4;

function stem(folded: string): string {
  const short = folded.replace(ENDING, '');
  return short.length >= MIN_STEM ? short : folded;
}

/**
 * Is this word, as far as one sees without the rules of the index, what was searched
 * for: inflected, the beginning of a compound, or its end? "Wohnformen" is found in
 * "Mehrgenerationenwohnform".
 */
const isHit = (piece: string, searched: string): boolean =>
  piece.startsWith(searched) ||
  (searched.length >= MIN_STEM && stem(piece).endsWith(searched));

/** Split into parts; those at odd places are words that were searched for. */
export function splitAtHits(text: string, searched: string): string[] {
  const words = searchWords(searched).map(fold).map(stem);
  if (words.length === 0) return [text];
  const parts = [''];
  for (const piece of text.normalize('NFC').split(/([\p{L}\p{N}]+)/u)) {
    const folded = fold(piece);
    if (words.some((word) => isHit(folded, word))) {
      parts.push(piece, '');
    } else {
      parts[parts.length - 1] += piece;
    }
  }
  return parts;
}

/** A text with the words that were searched for marked. */
const Marked = ({ text }: { text?: string | null }) => {
  const searched = useContext(HitWords);
  if (!text) return null;
  return (
    <>
      {splitAtHits(text, searched).map((part, index) =>
        index % 2 === 1 ? (
          <mark key={index}>{part}</mark>
        ) : (
          <Fragment key={index}>{part}</Fragment>
        ),
      )}
    </>
  );
};

export default Marked;
