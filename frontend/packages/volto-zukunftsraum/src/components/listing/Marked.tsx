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

/** Split into parts; those at odd places begin with one of the words searched for. */
export function splitAtHits(text: string, searched: string): string[] {
  const words = searchWords(searched).map(fold);
  if (words.length === 0) return [text];
  const parts = [''];
  for (const piece of text.normalize('NFC').split(/([\p{L}\p{N}]+)/u)) {
    const folded = fold(piece);
    if (words.some((word) => folded.startsWith(word))) {
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
