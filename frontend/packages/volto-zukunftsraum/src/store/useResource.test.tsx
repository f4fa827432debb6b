import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import { renderAt } from '../testing/render';
import { useResource } from './useResource';

const Titles = ({ path }: { path: string | null }) => {
  const { data, failed } = useResource<{ items: string[] }>(path);
  return <p>{failed ? 'failed' : data?.items.join(', ') ?? 'nothing yet'}</p>;
};

const paths = (store: unknown) =>
  (store as any).getActions().map(({ path }: { path: string }) => path);

describe('useResource', () => {
  it('asks when the page is opened, and shows what is known until then', () => {
    const { store } = renderAt('/', <Titles path="/@x" />, {
      resources: { '/@x': { data: { items: ['a', 'b'] } } },
    });
    expect(screen.getByText('a, b')).toBeVisible();
    expect(paths(store)).toEqual(['/@x']);
  });

  it('asks nothing without a path', () => {
    const { store } = renderAt('/', <Titles path={null} />);
    expect(screen.getByText('nothing yet')).toBeVisible();
    expect(paths(store)).toEqual([]);
  });

  it('asks not for what came with the content', () => {
    const { store } = renderAt('/', <Titles path="/@x" />, {
      resources: { '/@x': { data: { items: ['a'] }, isPart: true } },
    });
    expect(screen.getByText('a')).toBeVisible();
    expect(paths(store)).toEqual([]);
  });

  it('says that it failed', () => {
    renderAt('/', <Titles path="/@x" />, {
      resources: { '/@x': { failed: true } },
    });
    expect(screen.getByText('failed')).toBeVisible();
  });
});
