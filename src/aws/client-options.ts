/** Connections of a client. While a request waits for a free one, the SDK counts that as time to connect. */
export const CONNECTIONS = 50;

/**
 * Shared by the clients of AWS's own stores. Without `throwOnRequestTimeout` the SDK only warns about a late response,
 * and without `cacheMiddleware` it assembles its two dozen steps anew for each request, which is an eighth of its work.
 * Endpoint, region and credentials come from the SDK's standard environment variables.
 */
export function clientOptions({ attempts, timeoutMs }: { attempts: number; timeoutMs: number }) {
  const agent = { maxSockets: CONNECTIONS };
  return {
    maxAttempts: attempts,
    cacheMiddleware: true,
    requestHandler: {
      httpAgent: agent,
      httpsAgent: agent,
      connectionTimeout: 1000,
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
  };
}

/** The HTTP status of an SDK error, `undefined` when no response came. */
export const statusOf = (error: unknown): number | undefined => metadataOf(error)?.httpStatusCode;

/** Requests that the SDK sent before it threw an error, the first one included. */
export const attemptsOf = (error: unknown): number => metadataOf(error)?.attempts ?? 1;

function metadataOf(error: unknown) {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  return error.$metadata as { httpStatusCode?: number; attempts?: number } | undefined;
}
