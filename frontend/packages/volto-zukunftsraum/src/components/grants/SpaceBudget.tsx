import { useResource } from '../../store/useResource';
import type { Found } from '../../store/resources';
import BudgetMeter from './BudgetMeter';
import { CALLS } from './calls';

type Props = { municipality?: string | null };

/** The budget of a municipality in the year of the newest call; nothing is asked where there is no call. */
const SpaceBudget = ({ municipality }: Props) => {
  const newest = useResource<Found>(municipality ? CALLS : null).data?.items[0];
  const call = useResource<{ year?: number }>(newest?.['@id'] ?? null).data;
  return <BudgetMeter municipality={municipality} year={call?.year} />;
};

export default SpaceBudget;
