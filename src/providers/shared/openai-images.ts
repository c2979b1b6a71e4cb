import type { ProviderError } from '../../errors.ts';
import { type HttpReply, sendRequest } from '../../lib/http-client.ts';
import { asRecord } from '../../lib/record.ts';
import { vendorPrompt } from '../../lib/vendor-text.ts';
import type { CallContext, GeneratedImage, ProviderTools } from '../types.ts';
import { charged } from './charged.ts';
import { openaiErrorCode } from './openai-errors.ts';
import { pictureFromAddress, pictureFromBase64 } from './picture.ts';
import { bearer } from './server-address.ts';
import { messageOf, providerError, statusError, transportError } from './vendor-error.ts';

/** One `POST {base}/images/generations`, decided but not sent. */
export interface ImagesCall {
  /** The vendor as a person reads it. */
  vendor: string;
  /** With the version, without a trailing slash: `https://api.openai.com/v1`. */
  base: string;
  /** The owner's own server, whose pictures may lie at a private address. */
  ownBaseUrl: string | undefined;
  key: string | undefined;
  body: Readonly<Record<string, string | number | boolean>>;
  tools: ProviderTools;
  documents503: boolean;
  /** For a vendor whose error bodies are not in OpenAI's manner. */
  errorOf?: (reply: HttpReply) => ProviderError;
  /** US dollars, from what the reply says of usage. */
  cost: (reply: Readonly<Record<string, unknown>>) => number | undefined;
}

/** Sends it, once. @throws ProviderError */
export async function postImages(call: ImagesCall, context: CallContext): Promise<GeneratedImage> {
  const { vendor } = call;
  const reply = await send(call, context.signal);
  if (reply.status !== 200) throw (call.errorOf ?? ((failed) => openaiError(call, failed)))(reply);
  const body = asRecord(reply.json);
  if (body === undefined) throw providerError({ vendor, code: 'INVALID_IMAGE' });
  const costUsd = call.cost(body);
  const items = Array.isArray(body.data) ? body.data : undefined;
  const item = asRecord(items?.[0]);
  if (isWithheld(body) || isWithheld(item) || items?.length === 0) throw refused(vendor, costUsd);
  const bytes = await pictureOf(call, item, context.signal, messageOf(body)).catch((error: unknown) => {
    // A picture that was paid for and is of no use stays paid for.
    throw costUsd === undefined || costUsd === 0 ? error : charged(error, costUsd);
  });
  const revisedPrompt = vendorPrompt(item?.revised_prompt, [call.key]);
  return {
    bytes,
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(revisedPrompt === undefined ? {} : { revisedPrompt }),
  };
}

function openaiError(call: ImagesCall, reply: HttpReply): ProviderError {
  return statusError({
    vendor: call.vendor,
    reply,
    now: call.tools.clock.now(),
    code: openaiErrorCode(reply),
    secrets: [call.key],
    documents503: call.documents503,
  });
}

async function send(call: ImagesCall, signal: AbortSignal): Promise<HttpReply> {
  try {
    return await sendRequest(call.tools.fetch, {
      method: 'POST',
      url: `${call.base}/images/generations`,
      headers: bearer(call.key),
      body: { json: call.body },
      signal,
    });
  } catch (error) {
    throw transportError(error, call.vendor);
  }
}

/** xAI says so inside a 200. */
function isWithheld(part: Record<string, unknown> | undefined): boolean {
  return part?.respect_moderation === false;
}

function refused(vendor: string, costUsd: number | undefined): ProviderError {
  const billed = costUsd === undefined ? 'unknown' : costUsd > 0 ? 'yes' : 'no';
  return providerError({ vendor, code: 'IMAGE_REFUSED', billed, costUsd });
}

async function pictureOf(
  call: ImagesCall,
  item: Record<string, unknown> | undefined,
  signal: AbortSignal,
  complaint: string | undefined,
): Promise<Uint8Array> {
  const { vendor, tools } = call;
  for (const base64 of [item?.b64_json, item?.base64]) {
    if (typeof base64 === 'string' && base64 !== '') return pictureFromBase64(base64, vendor);
  }
  if (typeof item?.url === 'string') {
    return pictureFromAddress(item.url, { vendor, baseUrl: call.ownBaseUrl, tools, signal });
  }
  throw providerError({ vendor, code: 'INVALID_IMAGE', detail: complaint, secrets: [call.key] });
}
