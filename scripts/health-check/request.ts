const TIMEOUT_MS = 35_000;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** `undefined` if the body is not a JSON object. */
  json: Record<string, unknown> | undefined;
}

/** One request with a time limit; any status is an answer. */
export async function request(
  method: string,
  url: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parseObject(text) };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The answer when it is JSON with this status. @throws Error that says what came instead */
export function expectJson(answer: Answer, status: number, code?: string): Record<string, unknown> {
  const { json } = answer;
  const seen = `${answer.status}${typeof json?.code === 'string' ? ` ${json.code}` : ''}`;
  if (answer.status !== status || json === undefined) {
    const said = typeof json?.error === 'string' ? `: ${json.error}` : '';
    throw new Error(`answered ${seen}${said}, expected ${status}${code ? ` ${code}` : ''}`);
  }
  if (code !== undefined && json.code !== code)
    throw new Error(`answered ${seen}, expected ${status} ${code}`);
  return json;
}
