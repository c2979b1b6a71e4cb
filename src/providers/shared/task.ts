import { ProviderError } from '../../errors.ts';
import { sendRequest } from '../../lib/http-client.ts';
import { asRecord } from '../../lib/record.ts';
import { type SafeText, safeText } from '../../lib/safe-text.ts';
import type { CallContext, ProviderTools } from '../types.ts';
import type { Evidence } from './evidence.ts';
import { foundPictures } from './found-pictures.ts';
import { noPicture } from './no-picture.ts';
import { mayHaveKey } from './server-address.ts';
import { providerError, statusError, transportError } from './vendor-error.ts';

/** One request to draw in the background, decided but not sent. */
export interface TaskRequest {
  /** The vendor as a person reads it. */
  vendor: SafeText;
  url: string;
  /** With the key. */
  headers: Readonly<Record<string, string>>;
  json: Readonly<Record<string, unknown>>;
  key: string | undefined;
  tools: ProviderTools;
  context: CallContext;
  /** Whether a success names a task; else, unless it holds a picture, what it says is read like an error. */
  isTask: (body: Record<string, unknown>) => boolean;
  /** What a refusal says, where the evidence that vendors have in common does not cover it. */
  evidence?: (body: Record<string, unknown> | undefined) => Evidence | undefined;
}

/**
 * Hands in a task, once: a 5xx may have been billed, so not even a 503 is repeated.
 * @returns the reply's body, which names the task or holds the picture
 * @throws ProviderError
 */
export async function createTask(request: TaskRequest): Promise<Record<string, unknown>> {
  const { vendor, url, headers, json, key, tools, context } = request;
  const reply = await sendRequest(tools.fetch, {
    method: 'POST',
    url,
    headers,
    body: { json },
    signal: context.signal,
  }).catch((error: unknown) => {
    throw transportError(error, vendor);
  });
  const body = asRecord(reply.json);
  if (reply.status >= 200 && reply.status <= 299) {
    // An address that draws at once, such as https://fal.run, has no task but a picture, which is paid for.
    if (body === undefined || request.isTask(body) || foundPictures(body).length > 0) return body ?? {};
    throw noPicture({ vendor, reply, secrets: [key], evidence: request.evidence });
  }
  throw statusError({
    vendor,
    reply,
    now: tools.clock.now(),
    evidence: request.evidence?.(body),
    secrets: [key],
  });
}

export interface TaskServer {
  vendor: SafeText;
  /** Such as `bfl.ai`. */
  domain: string;
  /** Set by the owner. */
  baseUrl: string | undefined;
  /** What the vendor said that the task costs. */
  costUsd?: number | undefined;
}

/** An address of the task from the vendor's reply, checked to be one that may have the key. @throws ProviderError */
export function taskAddress(address: unknown, { vendor, domain, baseUrl, costUsd }: TaskServer): string {
  if (typeof address !== 'string') throw providerError({ vendor, code: 'INVALID_IMAGE', costUsd });
  if (mayHaveKey(address, domain, baseUrl)) return address;
  throw new ProviderError(
    'INVALID_IMAGE',
    safeText`${vendor} took the request but named an address outside of its own for the picture, which was not opened.`,
    { billed: 'unknown', retryable: false },
  );
}

/** A failure after the vendor had taken the task: whatever it says, asking again would be a second task. */
export function afterCreation(error: ProviderError): ProviderError {
  const { code, message, billed, retryable, costUsd, refusal } = error;
  return new ProviderError(code, message, {
    billed: billed === 'no' ? 'unknown' : billed,
    retryable,
    refusal,
    ...(costUsd === undefined ? {} : { costUsd }),
  });
}
