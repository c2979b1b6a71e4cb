import type { ResultErrorCode } from '../../contract/index.ts';
import type { HttpReply } from '../../lib/http-client.ts';
import { asRecord } from '../../lib/record.ts';
import { messageOf } from './vendor-error.ts';

const BY_CODE: Readonly<Record<string, ResultErrorCode>> = {
  moderation_blocked: 'PROMPT_REFUSED',
  // DALL-E 3 and servers that still speak like it.
  content_policy_violation: 'PROMPT_REFUSED',
  content_filter: 'PROMPT_REFUSED',
  invalid_api_key: 'BAD_KEY',
  insufficient_quota: 'OUT_OF_CREDIT',
  billing_hard_limit_reached: 'OUT_OF_CREDIT',
  billing_not_active: 'OUT_OF_CREDIT',
  model_not_found: 'MODEL_RETIRED',
};

/**
 * What an error body in OpenAI's manner says more precisely than its status: by `error.code`, else by the wording
 * that servers without codes share. `undefined` leaves it to the status.
 */
export function openaiErrorCode(reply: HttpReply): ResultErrorCode | undefined {
  if (reply.status >= 500) return undefined;
  const error = asRecord(asRecord(reply.json)?.error);
  if (asRecord(error?.moderation_details)?.moderation_stage === 'output') return 'IMAGE_REFUSED';
  const code = error?.code;
  const known = typeof code === 'string' ? BY_CODE[code] : undefined;
  if (known !== undefined) return known;
  if (reply.status === 429) return undefined;
  const message = messageOf(reply.json) ?? '';
  if (/\b(?:content[ _-]polic|moderation|safety system|content rules)/i.test(message))
    return 'PROMPT_REFUSED';
  if (/\b(?:incorrect|invalid|wrong|missing) api[ _-]?key/i.test(message)) return 'BAD_KEY';
  if (/\b(?:out of|insufficient|no|any) credits?\b/i.test(message)) return 'OUT_OF_CREDIT';
  if (
    /\bmodel\b.{0,200}\b(?:does not exist|not found|no longer available|deprecated|retired)/is.test(message)
  ) {
    return 'MODEL_RETIRED';
  }
  return undefined;
}
