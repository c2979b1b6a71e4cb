import { afterAll, beforeAll } from '@jest/globals';
import sharp from 'sharp';
import type {
  GenerateResponse,
  Reference,
  StatusResponse,
  UploadResponse,
} from '../../../src/contract/index.ts';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { smallDemo } from './small-demo.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from './start.ts';

const KEY = 'the-key-of-this-run-and-no-other';
const headers = { 'content-type': 'application/json', 'x-run-key': KEY, 'x-run-key-hash': sha256Hex(KEY) };

export const FEW_MODELS = ['Demo Aurora', 'Demo Bauhaus', 'Demo Nightfall', 'Demo Refused'];

/** A stack of demo models for the tests of one file, whose requests all carry the same run key. */
export function editingStack(parameters = smallDemo(FEW_MODELS)) {
  const state = temporaryFolder();
  let stack: TestStack;
  /** Functions by the object that they wrote. */
  const writers = new Map<string, string>();
  beforeAll(async () => {
    stack = await startTestStack({
      stateDir: state.path,
      parameters,
      onAccess: ({ caller, request: { action, resource } }) => {
        if (action === 's3:PutObject' && caller.kind === 'function')
          writers.set(resource.replace(/^[^/]+\//, ''), caller.logicalId);
      },
    });
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    state.remove();
  });

  async function send<T>(
    method: string,
    path: string,
    body?: object,
    sent: Record<string, string> = headers,
  ) {
    const reply = await fetch(`${stack.url}${path}`, {
      method,
      headers: sent,
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: (await reply.json()) as T & { code?: string } };
  }
  const statusOf = (jobId: string) => send<StatusResponse>('GET', `/status/${jobId}`);
  /** Asks without the key, as another device does. */
  const askElsewhere = <T>(path: string) => send<T>('GET', path, undefined, {});
  /** Starts a run and waits for its end. */
  async function run(request: object): Promise<StatusResponse> {
    const started = await send<GenerateResponse>('POST', '/generate', request);
    if (started.status !== 200) throw new Error(JSON.stringify(started.body));
    return until(async () => {
      const { body } = await statusOf(started.body.jobId);
      return body.endedAt === null ? undefined : body;
    }, 60_000);
  }

  async function goOnFrom(jobId: string, modelId: string): Promise<Reference> {
    const { status, body } = await send<Reference>('POST', '/references', { from: { jobId, modelId } });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  }

  async function uploaded(file: Uint8Array): Promise<Reference> {
    const about = { contentType: 'image/png', bytes: file.length };
    const { url, fields, uploadId } = (await send<UploadResponse>('POST', '/references', about)).body;
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([new Uint8Array(file)]), 'mask.png');
    const { status } = await fetch(url, { method: 'POST', body: form });
    if (status !== 204) throw new Error(`The upload was answered with ${status}.`);
    return (await send<Reference>('POST', `/references/${uploadId}`)).body;
  }
  /** Which function has drawn a picture. */
  const workerOf = ({ jobId }: StatusResponse, modelId: string) =>
    writers.get(`jobs/${jobId}/${modelId}.result.json`);
  return { workerOf, send, statusOf, askElsewhere, run, goOnFrom, uploaded };
}

/** The picture that a model has drawn. */
export function pictureOf(status: StatusResponse, modelId: string) {
  const found = status.results.find((result) => result.modelId === modelId);
  if (found?.status !== 'completed') throw new Error(JSON.stringify(found));
  return found;
}

/** Light in the left half. */
export const halfMask = ({ width, height }: { width: number; height: number }) =>
  sharp({ create: { width: width / 2, height, channels: 3, background: '#fff' } })
    .extend({ right: width / 2, background: '#000' })
    .png()
    .toBuffer();

/** What is at an address, decoded. */
export async function pixelsAt(address: string | undefined) {
  const reply = await fetch(address ?? '');
  if (reply.status !== 200) throw new Error(`${address} was answered with ${reply.status}.`);
  return sharp(Buffer.from(await reply.arrayBuffer()))
    .raw()
    .toBuffer({ resolveWithObject: true });
}
