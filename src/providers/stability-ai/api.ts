import type { ProviderError } from '../../errors.ts';
import type { HttpReply } from '../../lib/http-client.ts';
import { lookUp } from '../../lib/look-up.ts';
import { asRecord } from '../../lib/record.ts';
import { safeText } from '../../lib/safe-text.ts';
import type { Evidence } from '../shared/evidence.ts';
import { foundPictures } from '../shared/found-pictures.ts';
import { noPicture } from '../shared/no-picture.ts';
import { isPicture, pictureFromBase64, pictureFromBytes } from '../shared/picture.ts';
import { providerError, statusError } from '../shared/vendor-error.ts';

export const LABEL = safeText`Stability AI`;
const BASE_URL = 'https://api.stability.ai';

/** After 150 requests in 10 seconds the account is locked for this long; no header says so. */
const LOCK_OUT_MS = 60_000;

/** By the `name` of the error body (v2beta document), which is the same for prompts and pictures. */
const BY_NAME: Readonly<Record<string, Evidence>> = {
  content_moderation: { code: 'PROMPT_REFUSED' },
  public_figure: { code: 'PROMPT_REFUSED' },
  // Of the first version of the API.
  invalid_prompts: { code: 'PROMPT_REFUSED', namesPrompt: true },
  unauthorized: { code: 'BAD_KEY' },
  invalid_api_key: { code: 'BAD_KEY' },
  payment_required: { code: 'OUT_OF_CREDIT' },
  insufficient_balance: { code: 'OUT_OF_CREDIT' },
  invalid_language: {
    code: 'BAD_PARAMETER',
    sentence: (vendor) => safeText`${vendor} does not take prompts in this language. Write it in English.`,
  },
};

/** `ultra` and `core` are routes of their own; everything else is a `model` of `sd3`. */
export function endpoint(model: string, baseUrl: string | undefined): string {
  const route = model === 'ultra' || model === 'core' ? model : 'sd3';
  return routeAddress(`generate/${route}`, baseUrl);
}

/** @param route such as `edit/inpaint` */
export const routeAddress = (route: string, baseUrl: string | undefined): string =>
  `${baseUrl ?? BASE_URL}/v2beta/stable-image/${route}`;

export function stabilityError(reply: HttpReply, now: number, key: string | undefined): ProviderError {
  const body = asRecord(reply.json);
  const evidence = reply.status < 500 ? stabilityEvidence(body) : undefined;
  return statusError({ vendor: LABEL, reply, now, evidence, secrets: [key], usualWaitMs: LOCK_OUT_MS });
}

const stabilityEvidence = (body: Readonly<Record<string, unknown>> | undefined): Evidence | undefined =>
  typeof body?.name === 'string' ? lookUp(BY_NAME, body.name) : undefined;

/**
 * The picture of a success: JSON as asked for, or the bytes themselves from a proxy that ignores `Accept`.
 * A filtered one is blurred and must not pass for a success. @throws ProviderError
 */
export function stabilityPicture(
  reply: HttpReply,
  key: string | undefined,
): { bytes: Uint8Array; seed: unknown } {
  const body = asRecord(reply.json);
  // The first version of the API has a list: {"artifacts": [{"base64": …, "finishReason": …, "seed": …}]}.
  const drawn = asRecord(Array.isArray(body?.artifacts) ? body.artifacts[0] : undefined) ?? body;
  const finish = drawn?.finish_reason ?? drawn?.finishReason ?? reply.headers.get('finish-reason');
  if (finish === 'CONTENT_FILTERED') throw providerError({ vendor: LABEL, code: 'IMAGE_REFUSED' });
  if (isPicture(reply.bytes)) {
    return {
      bytes: pictureFromBytes(reply.bytes, LABEL),
      seed: Number(reply.headers.get('seed') ?? Number.NaN),
    };
  }
  const picture = foundPictures(body).find(({ isAddress }) => !isAddress);
  if (picture !== undefined) return { bytes: pictureFromBase64(picture.text, LABEL), seed: drawn?.seed };
  throw noPicture({ vendor: LABEL, reply, secrets: [key], evidence: stabilityEvidence });
}
