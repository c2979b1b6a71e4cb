import { randomUUID } from 'node:crypto';
import { control, isControl } from './control.ts';
import { FAULTS, type FaultName, type FaultRule, faultFor } from './faults.ts';
import { listenForBoth, type VendorRequest, type VendorResponse } from './listen.ts';
import { askedSize, drawPicture } from './picture.ts';
import { hasReply, type ReplyValues, recordedReply } from './replies.ts';
import { type Recognised, type RequestKind, recognise, type VendorId } from './routes.ts';
import { presentedKey, unknownField } from './strictness.ts';
import { maskedHeaders, parsedBody, readAll, send, sendJson } from './wire.ts';

export interface VendorsOptions {
  /** 0 takes any free port. */
  port: number;
  /** What a rate limit asks to wait. */
  waitMs?: number;
  /** How late a slow answer is. */
  slowMs?: number;
  /** Bytes that each picture is larger by. */
  padding?: number;
}

/** One request as the vendors saw it. */
export interface LoggedRequest {
  method: string;
  path: string;
  /** Without the value of any key. */
  headers: Record<string, string>;
  body: unknown;
  vendor: VendorId;
  kind: RequestKind;
  model: string;
  prompt: string;
  fault: FaultName | undefined;
  /** Whether a real vendor would have begun to draw, and so may charge. */
  billable: boolean;
}

export interface Vendors extends AsyncDisposable {
  url: string;
  log: () => readonly LoggedRequest[];
  clearLog: () => void;
  setFaults: (rules: readonly FaultRule[]) => void;
  close: () => Promise<void>;
}

/** A picture or task that was accepted and can be asked for. */
interface Task {
  picture: Buffer;
  fault: FaultName | undefined;
  values: ReplyValues;
  polls: number;
}

interface World {
  options: Required<VendorsOptions>;
  origin: string;
  log: LoggedRequest[];
  rules: FaultRule[];
  tasks: Map<string, Task>;
  /** Requests that met their one rate limit. */
  limitedOnce: Set<string>;
}

/** All the vendors' protocols on one loopback port, with faults by name. */
export async function startVendors(options: VendorsOptions): Promise<Vendors> {
  const world: World = {
    options: { waitMs: 1000, slowMs: 2500, padding: 0, ...options },
    origin: '',
    log: [],
    rules: [],
    tasks: new Map(),
    limitedOnce: new Set(),
  };
  const { url, close } = await listenForBoth(options.port, (request, response, reset) => {
    answer(world, request, response, reset).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(`The scripted vendor failed: ${String(error)}`);
    });
  });
  world.origin = url;
  return {
    url,
    log: () => world.log,
    clearLog: () => world.log.splice(0),
    setFaults: (rules) => world.rules.splice(0, world.rules.length, ...rules),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function answer(
  world: World,
  request: VendorRequest,
  response: VendorResponse,
  reset: () => void,
): Promise<void> {
  const url = new URL(request.url ?? '/', world.origin);
  const raw = await readAll(request);
  if (isControl(url.pathname)) {
    control(world, request.method, url.pathname, raw, response);
    return;
  }
  const body = await parsedBody(raw, request.headers['content-type'] ?? '');
  const about = recognise(url.pathname, url.searchParams, body);
  if (about === undefined)
    return sendJson(response, 404, { error: `No vendor has the route ${url.pathname}.` });
  const task = world.tasks.get(about.id);
  if (about.kind === 'poll') poll(about, task, response);
  else if (about.kind === 'result') result(about, task, response);
  else if (about.kind === 'download') download(task, response);
  else if (about.kind === 'models' || about.kind === 'endpoints') list(about, response);
  else await ask(world, { request, path: url.pathname, body, about, reset }, response);
}

interface Asked {
  request: VendorRequest;
  path: string;
  body: unknown;
  about: Recognised;
  /** Breaks the connection. */
  reset: () => void;
}

/** A request to draw or to enhance a prompt. */
async function ask(world: World, asked: Asked, response: VendorResponse): Promise<void> {
  const { about, body, request } = asked;
  const key = presentedKey(about.vendor, request.headers);
  const fault = requestFault(world, about, key, body);
  const isLimited = fault === 'rate-limited-then-fine' && isFirstTime(world, about);
  const begun =
    fault === undefined || FAULTS[fault].begun || (fault === 'rate-limited-then-fine' && !isLimited);
  world.log.push({
    method: request.method ?? '',
    path: asked.path,
    headers: maskedHeaders(request.headers),
    body,
    vendor: about.vendor,
    kind: about.kind,
    model: about.model,
    prompt: about.prompt,
    fault,
    billable: begun && about.kind === 'generate',
  });
  if (fault === 'timeout') return;
  if (fault === 'reset') {
    asked.reset();
    return;
  }
  if (fault === 'slow') await later(world.options.slowMs);
  const values = replyValues(world, asked, key ?? '', fault);
  const name = replyName(about, body, isLimited ? 'rate-limited' : fault);
  const reply = recordedReply(about.vendor, name, values);
  if (reply === undefined)
    return sendJson(response, 501, { error: `${about.vendor} has no recorded reply "${name}".` });
  send(response, reply, fault === 'malformed');
}

/** What a careful vendor finds wrong comes before what the script wants to go wrong. */
function requestFault(
  world: World,
  about: Recognised,
  key: string | undefined,
  body: unknown,
): FaultName | undefined {
  if (key === undefined) return 'bad-key';
  if (unknownField(about, body) !== undefined) return 'bad-parameter';
  return faultFor(about, world.rules);
}

function isFirstTime(world: World, { vendor, model, prompt }: Recognised): boolean {
  const request = JSON.stringify([vendor, model, prompt]);
  if (world.limitedOnce.delete(request)) return false;
  world.limitedOnce.add(request);
  return true;
}

/** Faults that only show in the picture or in a later poll have the name of a success here. */
function replyName({ vendor, kind }: Recognised, body: unknown, fault: FaultName | undefined): string {
  if (kind === 'enhance') {
    const isFine =
      fault === undefined || ['garbage', 'malformed', 'slow', 'refused', 'refused-output'].includes(fault);
    const isRefused = (fault === 'refused' || fault === 'refused-output') && vendor === 'openai';
    return isRefused ? 'enhance-refused' : isFine ? 'enhance' : fault;
  }
  // Told later, where the recorded replies have it.
  const isLate = hasReply(vendor, `poll.${fault}`) || hasReply(vendor, `result.${fault}`);
  const shows =
    fault === undefined ||
    isLate ||
    ['garbage', 'malformed', 'slow', 'rate-limited-then-fine'].includes(fault);
  if (!shows) return fault;
  return (body as { response_format?: unknown } | null)?.response_format === 'url'
    ? 'success-url'
    : 'success';
}

function replyValues(
  world: World,
  { about, body }: Asked,
  key: string,
  fault: FaultName | undefined,
): ReplyValues {
  const { waitMs, padding } = world.options;
  const id = randomUUID();
  const { width, height } = askedSize(body);
  const isGarbage = fault === 'garbage';
  const picture = isGarbage
    ? Buffer.from('This is not a picture.')
    : drawPicture(width, height, about.prompt + about.model, padding);
  const seed = Number((body as { seed?: unknown } | null)?.seed ?? 0);
  const values = {
    id,
    key,
    model: about.model,
    prompt: about.prompt,
    enhanced: isGarbage
      ? ' '
      : `${about.prompt}, seen from close by, soft morning light, calm mood`.slice(0, 1000),
    seed: seed > 0 ? seed : 343940597,
    base64: about.kind === 'generate' ? picture.toString('base64') : '',
    pollUrl: `${world.origin}/${about.vendor}/tasks/${id}/status`,
    resultUrl: `${world.origin}/${about.vendor}/tasks/${id}`,
    url: `${world.origin}/${about.vendor}/pictures/${id}.png`,
    origin: world.origin,
    waitMs,
    waitSeconds: waitMs / 1000,
  };
  if (about.kind === 'generate') world.tasks.set(id, { picture, fault, values, polls: 0 });
  return values;
}

/** Pending once, then what the task came to. */
function poll({ vendor, id }: Recognised, task: Task | undefined, response: VendorResponse): void {
  if (task === undefined) {
    sendJson(response, 404, { id, status: 'Task not found' });
    return;
  }
  task.polls += 1;
  const failed = `poll.${task.fault}`;
  const name = task.polls === 1 ? 'poll.pending' : hasReply(vendor, failed) ? failed : 'poll.ready';
  send(response, recordedReply(vendor, name, task.values) ?? { status: 501, text: name }, false);
}

/** What became of a task, for vendors that do not tell it with the last poll. */
function result({ vendor, id }: Recognised, task: Task | undefined, response: VendorResponse): void {
  if (task === undefined) {
    sendJson(response, 404, { detail: `There is no task ${id}.` });
    return;
  }
  const failed = `result.${task.fault}`;
  const name = hasReply(vendor, failed) ? failed : 'result.success';
  send(response, recordedReply(vendor, name, task.values) ?? { status: 501, text: name }, false);
}

/** Open to everybody. */
function list({ vendor, kind, model }: Recognised, response: VendorResponse): void {
  const reply = recordedReply(vendor, kind, { model }) ?? { status: 501, text: kind };
  send(response, reply, false);
}

function download(task: Task | undefined, response: VendorResponse): void {
  response.writeHead(task === undefined ? 404 : 200, { 'content-type': 'image/png' });
  response.end(task?.picture);
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
