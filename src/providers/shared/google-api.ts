import { sendRequest } from '../../lib/http-client.ts';
import { asRecord } from '../../lib/record.ts';
import type { SafeText } from '../../lib/safe-text.ts';
import type { CallContext, ModelSettings, ProviderTools } from '../types.ts';
import { blockedAccount, type Evidence, noQuota } from './evidence.ts';
import { versionedBase } from './server-address.ts';
import { statusError, transportError } from './vendor-error.ts';

const BASE_URL = 'https://generativelanguage.googleapis.com/v1beta';

export interface GoogleCall {
  /** The vendor as a person reads it. */
  vendor: SafeText;
  settings: Pick<ModelSettings, 'model' | 'key' | 'baseUrl'>;
  method: 'generateContent' | 'predict';
  body: unknown;
  tools: ProviderTools;
}

/**
 * `POST {base}/models/{model}:{method}` of the Gemini API, once, with the key in a header and so in no log of
 * addresses. Answers the body of a success, which may still be a refusal. @throws ProviderError
 */
export async function callGoogle(call: GoogleCall, context: CallContext): Promise<Record<string, unknown>> {
  const { settings, tools, vendor } = call;
  const reply = await sendRequest(tools.fetch, {
    method: 'POST',
    url: `${versionedBase(settings.baseUrl ?? BASE_URL, 'v1beta')}/models/${encodeURIComponent(settings.model)}:${call.method}`,
    headers: { 'x-goog-api-key': settings.key ?? '' },
    body: { json: call.body },
    signal: context.signal,
  }).catch((error: unknown) => {
    throw transportError(error, vendor);
  });
  if (reply.status >= 200 && reply.status <= 299) return firstOf(reply.json) ?? {};
  throw statusError({
    vendor,
    reply,
    now: tools.clock.now(),
    evidence: googleEvidence(reply.json),
    secrets: [settings.key],
    // UNAVAILABLE: the service is overloaded and did not take the request.
    documents503: true,
  });
}

/** The streaming route answers with a list. */
const firstOf = (json: unknown) => asRecord(Array.isArray(json) ? json[0] : json);

/**
 * A bad key comes as 400, told apart only by the reason in the details; a quota of nothing as 429, told apart only by
 * the violation: `{"quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier", "quotaValue": "0"}`.
 */
export function googleEvidence(json: unknown): Evidence | undefined {
  const error = asRecord(firstOf(json)?.error);
  const details = (Array.isArray(error?.details) ? error.details : []).map(asRecord);
  const reasons = details.map((detail) => detail?.reason);
  if (reasons.some((reason) => typeof reason === 'string' && reason.startsWith('API_KEY_'))) {
    return { code: 'BAD_KEY' };
  }
  if (reasons.includes('BILLING_DISABLED')) return { code: 'OUT_OF_CREDIT' };
  if (reasons.includes('CONSUMER_SUSPENDED')) return blockedAccount;
  const violations = details.flatMap((detail) =>
    Array.isArray(detail?.violations) ? detail.violations.map(asRecord) : [],
  );
  return violations.some((violation) => violation?.quotaValue === '0') ? noQuota : undefined;
}
