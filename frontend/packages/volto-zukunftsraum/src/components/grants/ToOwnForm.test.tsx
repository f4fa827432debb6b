import { beforeAll, describe, expect, it } from 'vitest';
import config from '@plone/volto/registry';
import { renderWithApi } from '../../testing/api';
import ToOwnForm from './ToOwnForm';

beforeAll(() => {
  config.settings.apiPath = 'http://localhost:3000';
});

const at = (path: string, type = 'GrantApplication') =>
  renderWithApi(
    path,
    <ToOwnForm />,
    {},
    {
      content: {
        data: { '@id': 'http://localhost:3000/raeume/m/a', '@type': type },
      },
    },
  ).at.current;

describe('ToOwnForm', () => {
  it('leads to the form of an application instead of the editor', () => {
    expect(at('/raeume/m/a/edit')).toBe(
      '/einreichen/foerderantrag?text=%2Fraeume%2Fm%2Fa',
    );
    expect(at('/raeume/m/add?type=GrantApplication')).toBe(
      '/einreichen/foerderantrag?raum=%2Fraeume%2Fm',
    );
  });

  it('leaves everything else where it is', () => {
    for (const path of [
      '/raeume/m/b/edit',
      '/raeume/m/add?type=Document',
      '/raeume/m/a',
    ]) {
      expect(at(path)).toBe(path);
    }
    expect(at('/raeume/m/a/edit', 'Document')).toBe('/raeume/m/a/edit');
  });
});
