/** The parts of a gateway event (payload 2.0) that are read here, each of the right type whatever came in. */
export interface SafeEvent {
  version: '2.0';
  routeKey: string;
  /** By lower-case name. */
  headers: Record<string, string>;
  pathParameters: Record<string, string>;
  queryStringParameters: Record<string, string>;
  body: string | undefined;
  isBase64Encoded: boolean;
  /** Found by the reporting middleware. */
  correlationId: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  requestContext: { requestId: string; http: { method: string; sourceIp: string } };
}

/** Nothing that a client, a test tool or another gateway sends may make the code behind it stumble. */
export function safeEvent(event: unknown, context: unknown): SafeEvent {
  const given = record(event);
  const gateway = record(given.requestContext);
  const http = record(gateway.http);
  return {
    version: '2.0',
    routeKey: text(given.routeKey) ?? '',
    headers: texts(given.headers, (name) => name.toLowerCase()),
    pathParameters: texts(given.pathParameters),
    queryStringParameters: texts(given.queryStringParameters),
    body: text(given.body),
    isBase64Encoded: given.isBase64Encoded === true,
    correlationId: '',
    startedAt: 0,
    requestContext: {
      requestId: text(gateway.requestId) ?? text(record(context).awsRequestId) ?? '',
      http: { method: text(http.method) ?? '', sourceIp: text(http.sourceIp) ?? '' },
    },
  };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Without a prototype, so that a parameter called `constructor` is only that. */
function texts(value: unknown, nameOf = (name: string) => name): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [name, entry] of Object.entries(record(value))) {
    if (typeof entry === 'string') found[nameOf(name)] = entry;
  }
  return found;
}
