import { Link } from 'react-router-dom';
import { useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import fileSVG from '@plone/volto/icons/file.svg';
import folderSVG from '@plone/volto/icons/folder.svg';
import imageSVG from '@plone/volto/icons/image.svg';
import newsSVG from '@plone/volto/icons/news.svg';
import pageSVG from '@plone/volto/icons/page.svg';
import type { Found, Resource } from '../../store/resources';
import { spaceMessages, useSpaceType } from './messages';
import { treeOf } from './tree';
import type { Node } from './tree';

const ICONS: Record<string, string> = {
  File: fileSVG,
  Folder: folderSVG,
  Image: imageSVG,
  'News Item': newsSVG,
};

const Level = ({ nodes }: { nodes: Node[] }) => {
  const typeName = useSpaceType();
  return (
    <ul>
      {nodes.map(({ item, children }) => (
        <li key={item['@id']}>
          <Icon name={ICONS[item['@type']] ?? pageSVG} size="20px" />
          <Link to={item['@id']}>{item.title}</Link>
          {item['@type'] !== 'Document' && (
            <span className="zr-muted"> {typeName(item['@type'])}</span>
          )}
          {children.length > 0 && <Level nodes={children} />}
        </li>
      ))}
    </ul>
  );
};

type Props = { root: string; found: Resource<Found> };

/** The pages, folders and files of a space. */
const SpaceTree = ({ root, found }: Props) => {
  const intl = useIntl();
  const items = found.data?.items ?? [];
  const nodes = treeOf(root, items);
  const left = (found.data?.items_total ?? 0) - items.length;
  if (nodes.length === 0) return null;
  return (
    <div className="zr-space-tree">
      <Level nodes={nodes} />
      {left > 0 && (
        <p className="zr-muted">
          {intl.formatMessage(spaceMessages.treeMore, { count: left })}
        </p>
      )}
    </div>
  );
};

export default SpaceTree;
