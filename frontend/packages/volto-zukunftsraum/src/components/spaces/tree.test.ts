import { describe, expect, it } from 'vitest';
import { treeOf } from './tree';
import type { Node } from './tree';

const item = (path: string, title: string) => ({
  '@id': path,
  '@type': 'Document',
  title,
});

const outline = (nodes: Node[]): unknown[] =>
  nodes.map(({ item: { title }, children }) =>
    children.length ? [title, outline(children)] : title,
  );

describe('treeOf', () => {
  it('puts what lies in a page below it, pages with content first', () => {
    expect(
      outline(
        treeOf('/raeume/m', [
          item('/raeume/m/a', 'Ähnliches'),
          item('/raeume/m/p', 'Protokolle'),
          item('/raeume/m/p/2', 'Zweites'),
          item('/raeume/m/p/1', 'Erstes'),
          item('/raeume/m/b', 'Berichte'),
        ]),
      ),
    ).toEqual([['Protokolle', ['Erstes', 'Zweites']], 'Ähnliches', 'Berichte']);
  });

  it('keeps what lies in a page that one may not see', () => {
    expect(
      outline(
        treeOf('/raeume/m', [
          item('/raeume/m/hidden/deep/x', 'Notiz'),
          item('/raeume/m-2/x', 'Anderswo'),
        ]),
      ),
    ).toEqual(['Anderswo', 'Notiz']);
  });
});
