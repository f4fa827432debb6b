import type { ListItem } from '../listing/types';

export type Node = { item: ListItem; children: Node[] };

/**
 * The items below `root` as a tree. An item whose parent is not in the list (it
 * may be hidden) hangs at the nearest one that is, or at the top. In each level
 * pages with something below them come first, then by title.
 */
export function treeOf(root: string, items: ListItem[]): Node[] {
  const nodes = new Map<string, Node>();
  for (const item of items) nodes.set(item['@id'], { item, children: [] });

  const top: Node[] = [];
  for (const [path, node] of nodes) {
    let parent = path.slice(0, path.lastIndexOf('/'));
    while (parent.length > root.length && !nodes.has(parent)) {
      parent = parent.slice(0, parent.lastIndexOf('/'));
    }
    (nodes.get(parent)?.children ?? top).push(node);
  }

  const sorted = (level: Node[]): Node[] =>
    level
      .sort(
        (a, b) =>
          Number(b.children.length > 0) - Number(a.children.length > 0) ||
          a.item.title.localeCompare(b.item.title, 'de'),
      )
      .map((node) => ({ ...node, children: sorted(node.children) }));
  return sorted(top);
}
