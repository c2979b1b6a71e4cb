import { WORD_OPERATIONS } from '../../contract/constants.ts';
import type { Sent } from '../../contract/index.ts';
import type { ProviderError } from '../../errors.ts';
import { type FormFile, type HttpReply, sendRequest } from '../../lib/http-client.ts';
import type { LongText } from '../../lib/long-text.ts';
import { asRecord } from '../../lib/record.ts';
import type { SafeText } from '../../lib/safe-text.ts';
import { vendorPrompt } from '../../lib/vendor-text.ts';
import type {
  CallContext,
  GeneratedImage,
  GenerateOptions,
  ImageModel,
  InputPicture,
  ModelSettings,
  PlannedCall,
  ProviderTools,
} from '../types.ts';
import { charged } from './charged.ts';
import type { Evidence } from './evidence.ts';
import { firstPicture } from './first-picture.ts';
import { noPicture } from './no-picture.ts';
import { isPicture, pictureFromBytes } from './picture.ts';
import { bearer } from './server-address.ts';
import { providerError, statusError, transportError } from './vendor-error.ts';

/** One `POST {base}/images/generations`, decided but not sent. */
export interface ImagesCall {
  /** The vendor as a person reads it. */
  vendor: SafeText;
  /** With the version, without a trailing slash: `https://api.openai.com/v1`. */
  base: string;
  /** After the base; `/images/generations` when left out. */
  path?: string;
  /** The owner's own server, whose pictures may lie at a private address. */
  ownBaseUrl: string | undefined;
  key: string | undefined;
  /** How the key is sent; as a bearer token when left out. */
  headers?: Readonly<Record<string, string>>;
  body: Readonly<Record<string, unknown>>;
  /** Sent with the body as a form; as JSON without. */
  files?: readonly FormFile[];
  tools: ProviderTools;
  /** Whether the vendor documents that a 503 was not begun; not when left out. */
  documents503?: boolean;
  /** US dollars, from what the reply says of usage, if it says anything. */
  cost?: (reply: Readonly<Record<string, unknown>>) => number | undefined;
  /** What a body says, where the evidence that vendors have in common does not cover it. */
  evidence?: (body: Readonly<Record<string, unknown>>) => Evidence | undefined;
}

/** Pictures as they are sent, and what is told of them. */
export interface PictureField {
  body: Readonly<Record<string, unknown>>;
  sent: Sent;
}

/**
 * A model behind such a route.
 * @param fieldsOf the fields besides the prompt, and what the model cannot do as asked
 * @param route what is the same for every request
 */
export function imagesModel(
  settings: ModelSettings,
  tools: ProviderTools,
  fieldsOf: (
    settings: ModelSettings,
    options: GenerateOptions,
  ) => Pick<PlannedCall, 'warnings'> & { fields: Sent },
  route: Omit<ImagesCall, 'ownBaseUrl' | 'key' | 'body' | 'tools'> & {
    /** The field that takes pictures to work on, if the route has one. */
    pictures?: (pictures: readonly InputPicture[]) => PictureField;
  },
): ImageModel {
  const { pictures: fieldOf, ...same } = route;
  const { baseUrl: ownBaseUrl, key } = settings;
  return {
    ...(fieldOf !== undefined && { edits: WORD_OPERATIONS }),
    plan(options) {
      const { fields, warnings } = fieldsOf(settings, options);
      const { body: pictures = {}, sent = {} } = (options.edit && fieldOf?.(options.edit.pictures)) ?? {};
      const body = { ...fields, ...pictures, prompt: options.prompt };
      const call = { ...same, ownBaseUrl, key, body, tools };
      return { sent: { ...fields, ...sent }, warnings, run: (context) => postImages(call, context) };
    },
  };
}

/** Sends the request, once. Any successful reply that contains a picture counts, whatever its shape. @throws ProviderError */
export async function postImages(call: ImagesCall, context: CallContext): Promise<GeneratedImage> {
  const { ownBaseUrl: baseUrl, tools, vendor } = call;
  const reply = await send(call, context.signal);
  if (reply.status < 200 || reply.status > 299) throw errorOf(call, reply);
  if (isPicture(reply.bytes)) return { bytes: pictureFromBytes(reply.bytes, vendor) };

  const body = asRecord(reply.json) ?? {};
  const costUsd = call.cost?.(body);
  const item = asRecord(Array.isArray(body.data) ? body.data[0] : body.data);
  // xAI says so inside a 200.
  if (body.respect_moderation === false || item?.respect_moderation === false)
    throw withheld(vendor, costUsd);
  const picture = firstPicture(drawnIn(reply), { vendor, baseUrl, tools, signal: context.signal });
  if (picture === undefined) {
    const { evidence } = call;
    throw noPicture({ vendor, reply, secrets: secretsOf(call), evidence, costUsd });
  }
  const image = await picture.catch((error: unknown) => {
    // A picture that was paid for and is of no use stays paid for.
    throw costUsd === undefined || costUsd === 0 ? error : charged(error, costUsd);
  });
  const revisedPrompt = vendorPrompt(item?.revised_prompt, secretsOf(call));
  return {
    ...image,
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(revisedPrompt === undefined ? {} : { revisedPrompt }),
  };
}

/** Longer texts are not addresses. */
const LONGEST_ADDRESS = 4096;

/** A body that is not JSON may be base64, as some gateways encode pictures, or an address. */
function drawnIn(reply: HttpReply): unknown {
  if (reply.json !== undefined) return reply.json;
  const { bytes } = reply;
  if (bytes.length > LONGEST_ADDRESS) return { data: { longText: bytes } satisfies LongText };
  const text = reply.text.trim();
  return text.startsWith('/') && !text.startsWith('/9j/') ? undefined : { data: text };
}

function errorOf(call: ImagesCall, reply: HttpReply): ProviderError {
  const error = statusError({
    vendor: call.vendor,
    reply,
    now: call.tools.clock.now(),
    evidence: ownEvidence(call, reply.json),
    secrets: secretsOf(call),
    documents503: call.documents503 ?? false,
    isOwnAddress: call.ownBaseUrl !== undefined,
  });
  // xAI names what a picture cost that it drew and withheld.
  const costUsd = call.cost?.(asRecord(reply.json) ?? {});
  return costUsd !== undefined && costUsd > 0 ? charged(error, costUsd) : error;
}

/** The key, as it is and as a header has it. */
function secretsOf({ headers = {}, key }: ImagesCall): (string | undefined)[] {
  return [key, ...Object.values(headers).map((value) => value.replace(/^\w+ /, ''))];
}

function ownEvidence(call: ImagesCall, json: unknown): Evidence | undefined {
  const body = asRecord(json);
  return body === undefined ? undefined : call.evidence?.(body);
}

async function send(call: ImagesCall, signal: AbortSignal): Promise<HttpReply> {
  try {
    return await sendRequest(call.tools.fetch, {
      method: 'POST',
      url: `${call.base}${call.path ?? '/images/generations'}`,
      headers: call.headers ?? bearer(call.key),
      body: call.files === undefined ? { json: call.body } : { form: textsOf(call.body), files: call.files },
      signal,
    });
  } catch (error) {
    throw transportError(error, call.vendor);
  }
}

/** A form has texts only. */
const textsOf = (body: ImagesCall['body']) =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));

function withheld(vendor: SafeText, costUsd: number | undefined): ProviderError {
  const billed = costUsd === undefined ? 'unknown' : costUsd > 0 ? 'yes' : 'no';
  return providerError({ vendor, code: 'IMAGE_REFUSED', billed, costUsd });
}
