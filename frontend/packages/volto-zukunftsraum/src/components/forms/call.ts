import { useCallback } from 'react';
import { useDispatch } from 'react-redux';

/** One entry of `errors` in an answer 400, see docs/developers/README.md. */
export type FieldError = { field: string; message: string };

/** Why a call did not work. `status` is 0 when there was no answer at all. */
export type Failure = {
  status: number;
  /** The name of the error, where one status means several things. */
  type?: string;
  message: string;
  errors: FieldError[];
  /** Seconds after which it can be tried again, where the API says so. */
  retryAfter?: number;
};

type Operation = 'get' | 'post' | 'patch' | 'del';

type Headers = Record<string, string>;

export const apiCall = (
  op: Operation,
  path: string,
  data?: unknown,
  headers?: Headers,
) => ({
  type: 'ZR_CALL',
  request: {
    op,
    path,
    ...(data !== undefined && { data }),
    ...(headers && { headers }),
  },
});

/** What the API, or the way to it, has said. */
export function failureOf(error: any): Failure {
  const body = error?.response?.body ?? {};
  const errors = Array.isArray(body.errors) ? body.errors : [];
  const retryAfter = Number(error?.response?.headers?.['retry-after']);
  return {
    ...(retryAfter > 0 && { retryAfter }),
    status: error?.status ?? error?.response?.status ?? 0,
    ...(typeof body.type === 'string' && { type: body.type }),
    message: body.message ?? body.error?.message ?? '',
    errors: errors.filter(
      (one: any) =>
        typeof one?.field === 'string' && typeof one?.message === 'string',
    ),
  };
}

/**
 * A function that calls the API, for all that changes something (pages read
 * through `useResource`). It throws a `Failure`.
 */
export function useCall() {
  const dispatch: (action: unknown) => any = useDispatch();
  return useCallback(
    async <T = unknown>(
      op: Operation,
      path: string,
      data?: unknown,
      headers?: Headers,
    ): Promise<T> => {
      try {
        return await dispatch(apiCall(op, path, data, headers));
      } catch (error) {
        throw failureOf(error);
      }
    },
    [dispatch],
  );
}
