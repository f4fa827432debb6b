import SpaceGrants from '../grants/SpaceGrants';
import { useResource } from '../../store/useResource';
import type { Found } from '../../store/resources';
import SpacePage from './SpacePage';
import type { SpaceContent } from './SpacePage';
import { spaceQueries } from './queries';

type Props = { content: SpaceContent; location: unknown };

/** The space of a municipality, with its applications. */
const MunicipalSpaceView = ({ content, location }: Props) => {
  const grants = useResource<Found>(spaceQueries(content).grants);
  return (
    <SpacePage
      content={content}
      location={location}
      side={<SpaceGrants found={grants} />}
    />
  );
};

export default MunicipalSpaceView;
