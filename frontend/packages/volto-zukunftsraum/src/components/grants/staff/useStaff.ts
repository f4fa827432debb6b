import { useMe } from '../../members/useMe';

/** What somebody does with grants; nothing for most, and as long as it is not known. */
export const useStaff = () => useMe().data?.grants ?? [];
