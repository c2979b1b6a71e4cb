import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { readContract } from '../../../scripts/contract/exports.ts';
import type { StatusResponse } from '../../../src/contract/index.ts';
import { exampleEvent } from '../api-event.ts';
import type { TestStack } from '../local-stack/start.ts';

/** Of the runs of the drive. */
export const RUN_KEY = 'the-key-of-this-run-and-no-other';

/** The demo model, which is the last one. */
export const oneModel = () => ({ models: ['5-demo-aurora'] });

export const modelOf = (job: StatusResponse, slot: number) => job.results[slot - 1]?.modelId ?? '';

interface ExamplePath {
  path: string;
  /** Asks nobody who they are. */
  isPublic: boolean;
}

/** What the GET requests in `events/` ask for. */
export async function examplePaths(): Promise<ExamplePath[]> {
  const { operations } = await readContract();
  const publicRoutes: string[] = operations.filter((operation) => operation.public).map(({ route }) => route);
  return readdirSync('events').flatMap((name) => {
    const { routeKey, rawPath, rawQueryString, requestContext } = exampleEvent(basename(name, '.json')) as {
      routeKey?: string;
      rawPath?: string;
      rawQueryString?: string;
      requestContext?: { http: { method: string } };
    };
    if (requestContext?.http.method !== 'GET') return [];
    const isPublic = publicRoutes.includes(String(routeKey).replace('ANY', 'GET'));
    return [{ path: `${rawPath}?${rawQueryString ?? ''}`, isPublic }];
  });
}

export async function invokeWorker(stack: TestStack, event: object): Promise<void> {
  const lambda = new LambdaClient({
    endpoint: stack.awsUrl,
    region: 'us-east-1',
    credentials: stack.credentials.owner,
  });
  const FunctionName = stack.resources.functions.WorkerFunction;
  const reply = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
  lambda.destroy();
  if (reply.FunctionError !== undefined) throw new Error(Buffer.from(reply.Payload ?? []).toString());
}

/** The body. @throws if the status is another one */
export async function expectStatus(reply: Response, expected: number | number[]): Promise<unknown> {
  const isJson = reply.headers.get('content-type')?.includes('json');
  const body: unknown = isJson ? await reply.json() : await reply.arrayBuffer();
  if ([expected].flat().includes(reply.status)) return body;
  throw new Error(`${reply.url}: ${reply.status} instead of ${expected}: ${JSON.stringify(body)}`);
}
