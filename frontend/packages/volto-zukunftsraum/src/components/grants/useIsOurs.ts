import { useMe } from '../members/useMe';
import type { Application } from './types';

/** Does the person belong to the municipality of an application? */
export const useIsOurs = ({ municipality }: Application): boolean =>
  Boolean(
    useMe().data?.memberships.some(({ ars }) => ars === municipality?.ars),
  );
