import { readFileSync } from 'node:fs';
import type { Clock } from '../../src/lib/clock.ts';
import type { Download } from '../../src/lib/download.ts';
import type { BedrockPort, ProviderTools } from '../../src/providers/types.ts';

/** What the vendor does next. */
export type ScriptedReply =
  | {
      status: number;
      headers?: Readonly<Record<string, string>> | undefined;
      json?: unknown;
      text?: string | undefined;
      bytes?: Uint8Array | undefined;
    }
  /** The request fails without an answer. */
  | { fail: Error }
  /** No answer until the caller gives up. */
  | { never: true }
  /** InvokeModel or Converse answers this. */
  | { bedrock: unknown };

export interface RecordedCall {
  method: string;
  /** For Bedrock `bedrock:{region}/{operation}/{model}`. */
  url: string;
  headers: Record<string, string>;
  /** Parsed JSON, the fields of a form, or nothing. */
  body: unknown;
}

export interface ProviderWorld {
  tools: ProviderTools;
  /** Every request in order; the key's value is replaced by `<key>`. */
  calls: RecordedCall[];
  /** Addresses that were downloaded without a key. */
  downloads: { address: string; trustedOrigin: string | undefined }[];
  /** Milliseconds slept so far. */
  slept: () => number;
}

export const NOW = Date.parse('2026-11-20T12:00:00.000Z');

/** A world in which the vendor answers with these replies, one after the other, and time costs nothing. */
export function providerWorld(
  replies: readonly ScriptedReply[],
  options: { key?: string | undefined; pictures?: Readonly<Record<string, Uint8Array | Error>> } = {},
): ProviderWorld {
  const calls: RecordedCall[] = [];
  const downloads: ProviderWorld['downloads'] = [];
  const left = [...replies];
  let slept = 0;
  const next = (): ScriptedReply => {
    const reply = left.shift();
    if (reply === undefined) throw new Error(`One request too many: ${JSON.stringify(calls.at(-1))}`);
    return reply;
  };
  const clock: Clock = {
    now: () => NOW + slept,
    sleep: async (milliseconds, signal) => {
      if (signal?.aborted) throw signal.reason;
      slept += milliseconds;
    },
  };
  const fetchScripted: typeof fetch = async (input, init) => {
    calls.push(recorded(String(input), init, options.key));
    return answer(next(), init?.signal ?? undefined);
  };
  const download: Download = async (address, { trustedOrigin }) => {
    downloads.push({ address, trustedOrigin });
    const picture = options.pictures?.[address];
    if (picture === undefined) throw new Error(`No picture at ${address}`);
    if (picture instanceof Error) throw picture;
    return picture;
  };
  const bedrock = (region: string): BedrockPort => {
    const call = async (operation: string, model: string, body: unknown, signal: AbortSignal) => {
      calls.push({ method: 'POST', url: `bedrock:${region}/${operation}/${model}`, headers: {}, body });
      const reply = next();
      if ('bedrock' in reply) return reply.bedrock;
      if ('fail' in reply) throw reply.fail;
      if ('never' in reply) return untilAborted(signal);
      throw new Error('An HTTP reply was scripted for Bedrock.');
    };
    return {
      invokeModel: (model, body, signal) => call('invoke', model, body, signal),
      converse: async (model, request, signal) => String(await call('converse', model, request, signal)),
    };
  };
  return { tools: { fetch: fetchScripted, clock, download, bedrock }, calls, downloads, slept: () => slept };
}

function recorded(url: string, init: RequestInit | undefined, key: string | undefined): RecordedCall {
  const hide = (text: string) => (key === undefined || key === '' ? text : text.replaceAll(key, '<key>'));
  const headers: Record<string, string> = {};
  new Headers(init?.headers).forEach((value, name) => {
    headers[name] = hide(value);
  });
  return { method: init?.method ?? 'GET', url: hide(url), headers, body: bodyOf(init?.body) };
}

function bodyOf(body: RequestInit['body']): unknown {
  if (body instanceof FormData) return fieldsOf(body);
  return typeof body === 'string' ? JSON.parse(body) : undefined;
}

/** A field that comes more than once is a list. */
function fieldsOf(form: FormData): Record<string, unknown> {
  const names = new Set(form.keys());
  return Object.fromEntries(
    [...names].map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

async function answer(reply: ScriptedReply, signal: AbortSignal | undefined): Promise<Response> {
  if ('fail' in reply) throw reply.fail;
  if ('never' in reply) return untilAborted(signal);
  if ('bedrock' in reply) throw new Error('A Bedrock reply was scripted for HTTP.');
  const { status, headers = {}, json, text, bytes } = reply;
  if (json !== undefined) return Response.json(json, { status, headers });
  return new Response(bytes === undefined ? (text ?? '') : Buffer.from(bytes), { status, headers });
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** As `fetch` wraps what happened underneath it. */
export function fetchFailure(code: string, extra: Readonly<Record<string, unknown>> = {}): ScriptedReply {
  const cause = Object.assign(new Error(`${code} happened`), { code, ...extra });
  return { fail: new TypeError('fetch failed', { cause }) };
}

/** A recorded answer next to the test: `{"status", "headers", "body"}`. */
export function fixture(
  testUrl: string,
  name: string,
): { status: number; headers?: Record<string, string>; json: unknown } {
  const { status, headers, body } = JSON.parse(
    readFileSync(new URL(`fixtures/${name}.json`, testUrl), 'utf8'),
  ) as { status: number; headers?: Record<string, string>; body: unknown };
  return { status, json: body, ...(headers === undefined ? {} : { headers }) };
}

/** A real PNG of one pixel. */
export const PIXEL_BASE64 =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
export const PIXEL: Uint8Array = Buffer.from(PIXEL_BASE64, 'base64');
