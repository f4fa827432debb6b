import SpaceBudget from '../grants/SpaceBudget';
import SpaceGrants from '../grants/SpaceGrants';
import { useResource } from '../../store/useResource';
import type { Found } from '../../store/resources';
import SpacePage from './SpacePage';
import type { SpaceContent } from './SpacePage';
import { spaceQueries } from './queries';

type Props = { content: SpaceContent };

/** The space of a municipality, with its applications. */
const MunicipalSpaceView = ({ content }: Props) => {
  const grants = useResource<Found>(spaceQueries(content).grants);
  return (
    <SpacePage
      content={content}
      side={
        <>
          <SpaceGrants found={grants} />
          <SpaceBudget municipality={content.municipality} />
        </>
      }
    />
  );
};

export default MunicipalSpaceView;
