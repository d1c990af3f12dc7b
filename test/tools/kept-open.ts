/**
 * How a server of the tests keeps idle connections: longer than any client does. With Node's five seconds, a starved client sends a
 * request on a connection that is just being closed.
 */
export const KEPT_OPEN = { keepAliveTimeout: 75_000 } as const;
