import { ProviderError } from '../../errors.ts';
import type { HttpReply } from '../../lib/http-client.ts';
import { asRecord } from '../../lib/record.ts';
import type { SafeText } from '../../lib/safe-text.ts';
import { charged } from './charged.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { messageOf, plainText } from './message.ts';
import { moderationError } from './moderation.ts';
import { providerError, statusError } from './vendor-error.ts';

export interface AnsweredWithoutPicture {
  /** The vendor as a person reads it. */
  vendor: SafeText;
  reply: HttpReply;
  /** Cut out of what the reply says. */
  secrets: readonly (string | undefined)[];
  /** What a body says, where the evidence that vendors have in common does not cover it. */
  evidence?: ((body: Readonly<Record<string, unknown>>) => Evidence | undefined) | undefined;
  /** What the reply says that it cost. */
  costUsd?: number | undefined;
}

/**
 * A success without a picture: what it says is an error like any other, of the whole reply or of its one item. Never
 * repeated by itself: a success may have been billed.
 */
export function noPicture(answered: AnsweredWithoutPicture): ProviderError {
  const { vendor, reply, secrets, costUsd } = answered;
  const body = asRecord(reply.json);
  const moderated = moderationError(body, vendor, secrets, costUsd);
  if (moderated !== undefined) return moderated;
  const inside = errorInside(body);
  const told = inside === undefined ? reply : { ...onlyBody(inside), headers: reply.headers };
  const detail = messageOf(told.json) ?? wordsOf(reply);
  const evidence = ownEvidence(answered, told.json) ?? evidenceOf(told, detail);
  const status = statusIn(told.json);
  const error =
    evidence === undefined && status === undefined
      ? providerError({ vendor, code: 'INVALID_IMAGE', detail, secrets })
      : statusError({
          vendor,
          reply: { ...told, status: status ?? told.status },
          now: 0,
          evidence,
          detail,
          secrets,
        });
  if (costUsd !== undefined && costUsd > 0) return charged(error, costUsd);
  const { code, message, billed, retryable, refusal } = error;
  return new ProviderError(code, message, { billed, retryable, refusal });
}

/** A reply of which only the body is known. */
export const onlyBody = (json: unknown): HttpReply => ({
  status: 200,
  headers: new Headers(),
  bytes: new Uint8Array(),
  text: '',
  json,
});

/** Of the one picture that was asked for, or of a task; `output` is that of DashScope. */
function errorInside(body: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  const output = asRecord(body?.output);
  for (const place of [body?.data, output?.results, output]) {
    const item = asRecord(Array.isArray(place) ? place[0] : place);
    if (item?.error !== undefined) return { error: item.error };
    if (typeof item?.code === 'string' && typeof item.message === 'string') return item;
  }
  return undefined;
}

/** What a model wrote instead of drawing, or what a server says without JSON. */
function wordsOf(reply: HttpReply): string {
  const body = asRecord(reply.json);
  const choices = body?.choices ?? asRecord(body?.output)?.choices;
  const content = asRecord(asRecord(Array.isArray(choices) ? choices[0] : undefined)?.message)?.content;
  if (typeof content === 'string') return content;
  const texts = (Array.isArray(content) ? content : []).map((part: unknown) => asRecord(part)?.text);
  const written = texts.filter((text) => typeof text === 'string').join(' ');
  if (written !== '') return written;
  const text = plainText(reply);
  // JSON that was cut off says nothing to people.
  return /^\s*[[{]/.test(text) ? '' : text;
}

function ownEvidence({ evidence }: AnsweredWithoutPicture, json: unknown): Evidence | undefined {
  const body = asRecord(json);
  return body && evidence?.(body);
}

/** `{"error": {"code": 429, …}}` and `{"code": 500, "msg": …}` of proxies that answer everything with 200. */
function statusIn(body: unknown): number | undefined {
  const fields = asRecord(body);
  for (const code of [asRecord(fields?.error)?.code, fields?.code, fields?.status]) {
    if (typeof code === 'number' && code >= 400 && code <= 599) return code;
  }
  return undefined;
}
