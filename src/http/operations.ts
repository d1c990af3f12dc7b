import { defineRoute } from './define-route';
import type { AnyRoute } from './route';
import { XiaobaoError } from '../platform/errors';
import type { Metrics } from '../platform/metrics';

/** `/healthz`: the process lives. `/readyz`: the store answers. `/metrics`: Prometheus, for the machine's own network only. */
export function operationsRoutes({ ready, metrics }: { ready: () => Promise<void>; metrics: Metrics }): AnyRoute[] {
  return [
    defineRoute({ method: 'GET', path: '/healthz', handle: () => ({ body: { status: 'ok' } }) }),
    defineRoute({
      method: 'GET',
      path: '/readyz',
      handle: async () => {
        try {
          await ready();
        } catch (error) {
          throw new XiaobaoError('XB_STORE_DOWN', {}, { cause: error });
        }
        return { body: { status: 'ready' } };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/metrics',
      handle: async () => ({
        body: await metrics.text(),
        headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      }),
    }),
  ];
}
