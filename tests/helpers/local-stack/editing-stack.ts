import { afterAll, beforeAll } from '@jest/globals';
import type { GenerateResponse, StatusResponse } from '../../../src/contract/index.ts';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from './start.ts';

const KEY = 'the-key-of-this-run-and-no-other';
const headers = { 'content-type': 'application/json', 'x-run-key': KEY, 'x-run-key-hash': sha256Hex(KEY) };

/** A stack of demo models for the tests of one file, whose requests all carry the same run key. */
export function editingStack() {
  const state = temporaryFolder();
  let stack: TestStack;
  beforeAll(async () => {
    stack = await startTestStack({
      stateDir: state.path,
      parameters: {
        ModelCount: 4,
        Model1Name: 'Demo Aurora',
        Model2Name: 'Demo Bauhaus',
        Model3Name: 'Demo Nightfall',
        Model4Name: 'Demo Refused',
        PromptModelIndex: 0,
      },
    });
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    state.remove();
  });

  async function send<T>(method: string, path: string, body?: object) {
    const reply = await fetch(`${stack.url}${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: (await reply.json()) as T & { code?: string } };
  }
  const statusOf = (jobId: string) => send<StatusResponse>('GET', `/status/${jobId}`);
  /** Starts a run and waits for its end. */
  async function run(request: object): Promise<StatusResponse> {
    const started = await send<GenerateResponse>('POST', '/generate', request);
    if (started.status !== 200) throw new Error(JSON.stringify(started.body));
    return until(async () => {
      const { body } = await statusOf(started.body.jobId);
      return body.endedAt === null ? undefined : body;
    }, 60_000);
  }
  return { send, statusOf, run };
}
