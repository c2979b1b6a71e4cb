import type { ResultErrorCode } from '../../contract/index.ts';
import type { HttpReply } from '../../lib/http-client.ts';
import { lookUp } from '../../lib/look-up.ts';
import { asRecord } from '../../lib/record.ts';
import { type SafeText, safeText, withoutArticle } from '../../lib/safe-text.ts';
import { makersError } from './makers-error.ts';

/** What a reply shows about why there is no picture. */
export interface Evidence {
  code: ResultErrorCode;
  /** The first sentence, where the usual one of the code would mislead. */
  sentence?: (vendor: SafeText) => SafeText;
  /** Of a refusal: whether it is about the prompt; by the vendor's words when left out. */
  namesPrompt?: boolean;
}

/** What was sent is refused, be it the prompt or a picture. */
const refused: Evidence = { code: 'PROMPT_REFUSED' };
const promptRefused: Evidence = { code: 'PROMPT_REFUSED', namesPrompt: true };
const pictureRefused: Evidence = { code: 'REFERENCE_REFUSED' };
const withheld: Evidence = { code: 'IMAGE_REFUSED' };
const badKey: Evidence = { code: 'BAD_KEY' };
const noCredit: Evidence = { code: 'OUT_OF_CREDIT' };
const retired: Evidence = { code: 'MODEL_RETIRED' };
const limited: Evidence = { code: 'RATE_LIMITED' };
const badParameter: Evidence = { code: 'BAD_PARAMETER' };
const unreadablePicture: Evidence = {
  code: 'BAD_PARAMETER',
  sentence: (vendor) =>
    safeText`${vendor} could not work with a picture that was handed in. Another picture may pass.`,
};

export const noQuota: Evidence = {
  code: 'OUT_OF_CREDIT',
  sentence: (vendor) =>
    safeText`The ${withoutArticle(vendor)} account has no quota for this model. The owner of this site has to turn on billing there or choose another model.`,
};
const unverified: Evidence = {
  code: 'BAD_KEY',
  sentence: (vendor) =>
    safeText`${vendor} offers this model to verified accounts only. The owner of this site has to verify the account there.`,
};
const wrongCountry: Evidence = {
  code: 'BAD_KEY',
  sentence: (vendor) => safeText`${vendor} does not serve the country or region from which this site asks.`,
};
export const blockedAccount: Evidence = {
  code: 'BAD_KEY',
  sentence: (vendor) =>
    safeText`${vendor} has blocked the account of this site. The owner of this site has to sort that out there.`,
};

const notInPlan: Evidence = {
  code: 'BAD_KEY',
  sentence: (vendor) =>
    safeText`The ${withoutArticle(vendor)} account has no plan that includes this. The owner of this site has to change the plan or choose another model.`,
};

/**
 * Codes and types that vendors write into error bodies, in any case: OpenAI, Azure, xAI, new-api and one-api, Ark,
 * DashScope, fal, Recraft. The tests name a recorded reply for each.
 */
const BY_CODE: Readonly<Record<string, Evidence>> = {
  moderation_blocked: refused,
  content_policy_violation: refused,
  content_filter: refused,
  contentfilter: refused,
  responsibleaipolicyviolation: refused,
  inputtextsensitivecontentdetected: promptRefused,
  inputtextriskdetection: promptRefused,
  sensitivecontentdetected: refused,
  inputimagesensitivecontentdetected: pictureRefused,
  inputimageriskdetection: pictureRefused,
  sensitive_words_detected: promptRefused,
  datainspectionfailed: refused,
  outputimagesensitivecontentdetected: withheld,
  outputimageriskdetection: withheld,
  invalid_api_key: badKey,
  invalidapikey: badKey,
  authenticationerror: badKey,
  insufficient_quota: noCredit,
  insufficient_user_quota: noCredit,
  insufficient_balance: noCredit,
  billing_hard_limit_reached: noCredit,
  billing_not_active: noCredit,
  accountoverdueerror: noCredit,
  quotaexceeded: noCredit,
  allocationquota: noCredit,
  arrearage: noCredit,
  unsupported_country_region_territory: wrongCountry,
  model_not_found: retired,
  modelnotfound: retired,
  invalidendpointormodel: retired,
  // Together.
  model_not_available: retired,
  dedicated_endpoint_not_running: retired,
  modelnotopen: {
    code: 'MODEL_RETIRED',
    sentence: (vendor) =>
      safeText`The ${withoutArticle(vendor)} account has not activated this model. The owner of this site has to activate it there.`,
  },
  deploymentnotfound: {
    code: 'MODEL_RETIRED',
    sentence: (vendor) =>
      safeText`The ${withoutArticle(vendor)} account has no deployment of this name. The owner of this site has to name one as "model" in ModelOverrides.`,
  },
  unknown_parameter: badParameter,
  unsupported_parameter: badParameter,
  invalid_image_file: unreadablePicture,
  invalid_image_format: unreadablePicture,
  image_parse_error: unreadablePicture,
  rate_limit_exceeded: limited,
  ratelimitexceeded: limited,
  throttling: limited,
  overloaded_error: limited,
  engine_overloaded: limited,
  server_busy: limited,
};

/** How much of a message is read, so that none can keep the patterns busy beyond the worker's time. */
const READ_MAX_LENGTH = 4000;

/** Some vendors send this with the code of a model that does not exist. */
const UNVERIFIED = /\b(?:organi[sz]ation|account) must be verified\b|\bverify (?:your )?organi[sz]ation\b/i;

/** Of a picture that was drawn; DashScope has one code for this and for prompts. */
const WITHHELD: readonly RegExp[] = [
  /\b(?:generated|output) (?:images?|pictures?|content|data|text|video)\b.{0,60}\b(?:rejected|blocked|moderat|filter|sensitive|nsfw|inappropriate)/i,
  /\bcheck failed for output\b|\bviolation detected in (?:the )?response\b/i,
];

/** Of a picture that was handed in; DashScope and OpenAI have one code for this and for prompts. */
const OF_PICTURE: readonly RegExp[] = [
  /\b(?:input|reference|uploaded|source) (?:images?|pictures?|photos?)\b.{0,80}\b(?:rejected|blocked|moderat|filter|sensitive|nsfw|inappropriate|flagged|violat|unsafe|not allowed|real person)/i,
  /\bcheck failed for (?:input image|image \(input\))/i,
];

/** Of the prompt, if no picture is spoken of, too. */
const OF_PROMPT =
  /\bprompts?\b.{0,60}\b(?:contain|violat|reject|block|flag|refus|filter|inappropriate|unsafe|sensitive|not allowed)|\b(?:filtered|sensitive|forbidden) words\b|\binput text\b|^filter reason: prompt/i;
const SPEAKS_OF_PICTURE = /\b(?:image|picture|photo)s?\b/i;

/** Whether a vendor says of a refusal that the prompt is the reason. */
export const namesPrompt = (words: string): boolean =>
  OF_PROMPT.test(words) && !SPEAKS_OF_PICTURE.test(words);

/** Looked for before refusals: the name of a setting, such as `moderation`, may be one of their words. */
const UNKNOWN_SETTING =
  /\b(?:unknown|unrecogni[sz]ed|unsupported|unexpected|extra) (?:request )?(?:parameter|argument|field|option|keyword|key)s?\b|\b(?:parameter|argument|field|option|setting|preset)\b(?!\W{0,4}model\b).{0,60}\b(?:is deprecated|not supported|unsupported|not found|not recogni[sz]ed|not permitted)/i;

/** The account of this site is blocked, and not the prompt of a "user". */
const BLOCKED_ACCOUNT =
  /\b(?:account|resource|consumer|user|team|project|api access)\b(?:(?!\b(?:prompt|input|content|image|picture|message|text)s?\b).){0,40}\b(?:blocked|suspended|deactivated|locked|banned)\b/i;

/**
 * Volcengine, Zhipu, SiliconFlow, new-api and others answer in Chinese: in arrears, balance or quota insufficient, please top up;
 * sensitive, against the rules, unsafe, did not pass the review, content safety; key or token invalid, wrong, expired,
 * authentication failed; the model does not exist or was taken off line. Escaped, because bundles are ASCII.
 */
const IN_CHINESE: readonly (readonly [RegExp, Evidence])[] = [
  [
    /\u6b20\u8d39|\u4f59\u989d\u4e0d\u8db3|\u989d\u5ea6\u4e0d\u8db3|\u8d26\u6237\u4f59\u989d|\u8bf7\u5145\u503c/,
    noCredit,
  ],
  [
    /\u654f\u611f|\u8fdd\u89c4|\u4e0d\u5b89\u5168|\u5ba1\u6838(?:\u672a|\u4e0d)\u901a\u8fc7|\u5185\u5bb9\u5b89\u5168/,
    refused,
  ],
  [
    /(?:\u5bc6\u94a5|\u4ee4\u724c|key).{0,8}(?:\u65e0\u6548|\u9519\u8bef|\u8fc7\u671f|\u4e0d\u6b63\u786e)|\u65e0\u6548\u7684?(?:\u5bc6\u94a5|\u4ee4\u724c|api)|(?:\u8eab\u4efd\u9a8c\u8bc1|\u8ba4\u8bc1|\u9274\u6743)\u5931\u8d25/i,
    badKey,
  ],
  [/\u6a21\u578b.{0,12}(?:\u4e0d\u5b58\u5728|\u5df2\u4e0b\u7ebf|\u672a\u627e\u5230)/, retired],
];

/** What vendors say in words, the first that fits; the tests name a recorded reply for each. */
const BY_WORDS: readonly (readonly [RegExp, Evidence])[] = [
  [UNKNOWN_SETTING, badParameter],
  [
    /\b(?:country|region|territory|location)\b.{0,40}\b(?:is |are )?(?:not supported|unsupported|not available)\b/i,
    wrongCountry,
  ],
  // Before refusals: fal locks accounts whose balance is exhausted, Azure blocks them for their content.
  [/\blimit:?\s*0\b(?![.,]?\d)/i, noQuota],
  [
    /\b(?:out of|insufficient|not (?:have )?enough|no|any|used all (?:available|your)|exhausted|no remaining)\s+(?:\w+\s+)?(?:credits?|balance|funds)\b/i,
    noCredit,
  ],
  [
    /\b(?:credits?|balance|quota|funds)\b.{0,24}\b(?:insufficient|not enough|depleted|exhausted|used up|overdue|too low)\b/i,
    noCredit,
  ],
  [
    /\b(?:spending limit|key limit exceeded|budget (?:has been exceeded|exhausted)|billing (?:hard )?limit|payment required|account is in arrears)\b/i,
    noCredit,
  ],
  [
    /\b(?:requires? billing|billing to be enabled|billing (?:is )?not (?:enabled|active)|billed users)\b/i,
    noQuota,
  ],
  // fal, of an account that has to be topped up.
  [/\breason: top_up\b/i, noCredit],
  [BLOCKED_ACCOUNT, blockedAccount],
  [
    /\b(?:plan|subscription|tier) (?:does not|doesn't) (?:include|support|allow|cover)\b|\bupgrade your (?:plan|subscription|account)\b/i,
    notInPlan,
  ],
  ...WITHHELD.map((words) => [words, withheld] as const),
  ...OF_PICTURE.map((words) => [words, pictureRefused] as const),
  [
    /\bcontent[ _-]?(?:polic|filter|moderation)|\bmoderat(?:ion|ed)\b|\bsafety (?:system|filter|check)|\bcontent rules|\bnsfw\b/i,
    refused,
  ],
  [
    /\bviolat\w+\b.{0,40}\b(?:guidelines?|polic(?:y|ies)|terms)\b|\bsensitive (?:content|information|words?)\b|\bflagged (?:as sensitive|by a content checker)\b/i,
    refused,
  ],
  [/\bprompts?\b.{0,20}\b(?:blocked|rejected|refused|flagged)\b|\binvalid prompts? detected\b/i, refused],
  // The filter of DashScope, models on Replicate, Stability AI on Bedrock.
  [/\bgreen net check failed\b|\bcontent flagged (?:for|and reported)\b|\bfiltered words\b/i, refused],
  [/\b(?:inappropriate|prohibited|unsafe) (?:content|prompt|image)\b|\bresponsible ai\b/i, refused],
  ...IN_CHINESE,
  [
    /\b(?:unable to process|could ?n[o']t (?:decode|read|load)|failed to (?:decode|load|process)|invalid|unsupported) (?:the )?(?:input |reference |provided )?image\b/i,
    unreadablePicture,
  ],
  [/\b(?:incorrect|invalid|wrong|missing|expired|no) (?:\w+ )?api[ _-]?key\b/i, badKey],
  [
    /\bapi[ _-]?key\b.{0,30}\b(?:expired|invalid|not valid|revoked|disabled|incorrect)\b|\binvalid (?:access|auth\w*|bearer) token\b|\btoken (?:has |is )?expired\b/i,
    badKey,
  ],
  [
    /\b(?:engine|model|server|service|system) (?:is |are )?(?:currently |temporarily )?(?:overloaded|busy|at (?:full )?capacity)\b|\btoo many (?:requests|active tasks|concurrent)\b/i,
    limited,
  ],
  [
    /\b(?:daily|hourly|weekly|rate|request|concurrency) (?:\w+ )?limit (?:\w+ )?(?:exceeded|reached|hit)\b/i,
    limited,
  ],
  [/\bnon-serverless model\b/i, retired],
  [
    /\b(?:models?|version)\b.{0,200}\b(?:does not exist|do(?:es)? not have access|not found|no longer available|was removed|deprecated|retired|decommissioned|unknown model)/is,
    retired,
  ],
];

/**
 * Reads an error body, of an error status or inside a 200; `undefined` leaves it to the status. A 5xx is an outage
 * whatever it says: a refusal read into one would call a billed picture free.
 * @param wholeMessage the human part of the body
 */
export function evidenceOf(reply: HttpReply, wholeMessage: string): Evidence | undefined {
  if (reply.status >= 500) return undefined;
  const message = wholeMessage.slice(0, READ_MAX_LENGTH);
  const body = asRecord(reply.json);
  const error = asRecord(body?.error) ?? body;
  const made = asRecord(makersError(reply.json));
  const makers = asRecord(made?.error) ?? made;
  if (asRecord(error?.moderation_details)?.moderation_stage === 'output') return withheld;
  if (UNVERIFIED.test(message)) return unverified;
  for (const name of [makers?.code, makers?.type, error?.code, error?.type, body?.code]) {
    const known = typeof name === 'string' ? lookUp(BY_CODE, name.toLowerCase().split('.')[0]) : undefined;
    if (known !== undefined) return known === refused ? refusedPart(message) : known;
  }
  if (isMarkup(reply)) return reply.status === 403 ? between : undefined;
  const told = BY_WORDS.find(([words]) => words.test(message))?.[1];
  // Whoever answers 401 to an "unknown key" has not looked at any setting.
  return reply.status === 401 && told === badParameter ? undefined : told;
}

/** Under a code that stands for all of them. */
function refusedPart(message: string): Evidence {
  if (WITHHELD.some((words) => words.test(message))) return withheld;
  return OF_PICTURE.some((words) => words.test(message)) ? pictureRefused : refused;
}

/** A firewall, a proxy or a captive portal answers in HTML; vendors of pictures do not. */
export function isMarkup({ headers, text, json }: HttpReply): boolean {
  return json === undefined && ((headers.get('content-type') ?? '').includes('html') || /^\s*</.test(text));
}

const between: Evidence = {
  code: 'PROVIDER_DOWN',
  sentence: (vendor) =>
    safeText`Something between this site and ${withoutArticle(vendor)}, such as a firewall or a proxy, refused the request.`,
};
