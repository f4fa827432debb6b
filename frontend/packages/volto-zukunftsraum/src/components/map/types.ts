/** A Land with the number of what is found there. */
export type StateCount = {
  /** The first two digits of its keys in the register. */
  key: string;
  title: string;
  count: number;
  isChosen: boolean;
};
