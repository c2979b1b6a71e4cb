import { readFileSync } from 'node:fs';
import type { Context } from 'aws-lambda';

/** An example event from `events/`, with changes. */
export function exampleEvent(name: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const text = readFileSync(new URL(`../../events/${name}.json`, import.meta.url), 'utf8');
  return { ...(JSON.parse(text) as Record<string, unknown>), ...changes };
}

/** A POST as the gateway hands it over. */
export function postEvent(body: unknown, headers: Record<string, string> = {}): Record<string, unknown> {
  return exampleEvent('generate', {
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
}

export const lambdaContext = {
  awsRequestId: 'lambda-request-1',
  functionVersion: '7',
  getRemainingTimeInMillis: () => 29_000,
} as Context;
