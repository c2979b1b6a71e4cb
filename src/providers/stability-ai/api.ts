import type { ProviderError } from '../../errors.ts';
import type { HttpReply } from '../../lib/http-client.ts';
import { isAnyText } from '../../lib/long-text.ts';
import { asRecord } from '../../lib/record.ts';
import { safeText } from '../../lib/safe-text.ts';
import type { Evidence } from '../shared/evidence.ts';
import { pictureFromBase64, pictureFromBytes } from '../shared/picture.ts';
import { providerError, statusError } from '../shared/vendor-error.ts';

export const LABEL = safeText`Stability AI`;
const BASE_URL = 'https://api.stability.ai';

/** After 150 requests in 10 seconds the account is locked for this long; no header says so. */
const LOCK_OUT_MS = 60_000;

/** By the `name` of the error body (v2beta document), which is the same for prompts and pictures. */
const BY_NAME: Readonly<Record<string, Evidence>> = {
  content_moderation: { code: 'PROMPT_REFUSED' },
  public_figure: { code: 'PROMPT_REFUSED' },
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
  const name = typeof body?.name === 'string' ? body.name : '';
  const evidence = reply.status < 500 ? BY_NAME[name] : undefined;
  return statusError({ vendor: LABEL, reply, now, evidence, secrets: [key], usualWaitMs: LOCK_OUT_MS });
}

/**
 * The picture of a 200: JSON as asked for, or the bytes themselves from a proxy that ignores `Accept`.
 * A filtered one is blurred and must not pass for a success. @throws ProviderError
 */
export function stabilityPicture(reply: HttpReply): { bytes: Uint8Array; seed: unknown } {
  const body = asRecord(reply.json);
  const finish = body?.finish_reason ?? reply.headers.get('finish-reason');
  if (finish === 'CONTENT_FILTERED') throw providerError({ vendor: LABEL, code: 'IMAGE_REFUSED' });
  if (body === undefined) {
    return {
      bytes: pictureFromBytes(reply.bytes, LABEL),
      seed: Number(reply.headers.get('seed') ?? Number.NaN),
    };
  }
  if (!isAnyText(body.image)) throw providerError({ vendor: LABEL, code: 'INVALID_IMAGE' });
  return { bytes: pictureFromBase64(body.image, LABEL), seed: body.seed };
}
