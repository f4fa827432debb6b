import loadable from '@loadable/component';
import type { Content } from '@plone/types';
import { useIsLoggedIn } from '../members/useMe';
import { showsRooms } from '../rooms/queries';

const SectionView = loadable(() => import('./SectionView'));
const RoomsSection = loadable(() => import('../rooms/RoomsSection'));

/** A part of the site; members see in "Austausch" what they are in which room. */
const SectionPage = ({ content }: { content: Content }) => {
  const loggedIn = useIsLoggedIn();
  return showsRooms(content, loggedIn) ? (
    <RoomsSection content={content} />
  ) : (
    <SectionView content={content} />
  );
};

export default SectionPage;
