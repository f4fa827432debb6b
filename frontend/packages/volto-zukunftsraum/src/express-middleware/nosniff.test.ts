import { expect, it, vi } from 'vitest';
import nosniffMiddleware from './nosniff';

it('is told with every answer, and leaves the answer to others', () => {
  const [res, next] = [{ set: vi.fn() } as any, vi.fn()];
  nosniffMiddleware()({} as any, res, next);
  expect(res.set).toHaveBeenCalledWith('X-Content-Type-Options', 'nosniff');
  expect(next).toHaveBeenCalledWith();
});
