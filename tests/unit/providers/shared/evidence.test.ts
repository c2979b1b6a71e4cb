import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { HttpReply } from '../../../../src/lib/http-client.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { evidenceOf, namesPrompt } from '../../../../src/providers/shared/evidence.ts';
import { messageOf } from '../../../../src/providers/shared/message.ts';
import { type RecordedReply, runRecorded } from '../../../helpers/recorded-reply.ts';

function reply(
  status: number,
  json: unknown,
  text = JSON.stringify(json),
  type = 'application/json',
): HttpReply {
  return { status, headers: new Headers({ 'content-type': type }), bytes: Buffer.from(text), text, json };
}
const codeOf = (status: number, json: unknown) => {
  const told = reply(status, json);
  return evidenceOf(told, messageOf(json) ?? '')?.code;
};

describe('evidence', () => {
  it('is looked for in the first 4000 characters of a message alone', () => {
    const words = 'Your organization must be verified.';
    const codeBehind = (length: number) =>
      codeOf(400, { error: { message: `${' '.repeat(length)}${words}` } });
    expect(codeBehind(4000 - words.length)).toBe(codeOf(400, { error: { message: words } }));
    expect(codeBehind(4000)).toBeUndefined();
  });

  it('takes an unknown key for one of the account where the status says so, and else for a setting', () => {
    expect(codeOf(401, { text: 'Unknown key', message: 'Unknown key' })).toBeUndefined();
    expect(codeOf(400, { message: 'Unknown key: stepz' })).toBe('BAD_PARAMETER');
  });

  it.each([500, 502, 503, 529])(
    'leaves HTTP %i to its status, whatever the body says: an outage must not become a refusal that cost nothing',
    (status) => {
      for (const code of ['moderation_blocked', 'invalid_api_key', 'insufficient_quota', 'model_not_found']) {
        expect(
          codeOf(status, { error: { code, message: 'Your request was blocked by moderation.' } }),
        ).toBeUndefined();
      }
    },
  );

  it.each([
    // OpenAI, Azure OpenAI and proxies that speak their protocol.
    ['moderation_blocked', 'PROMPT_REFUSED'],
    ['content_policy_violation', 'PROMPT_REFUSED'],
    ['content_filter', 'PROMPT_REFUSED'],
    ['contentFilter', 'PROMPT_REFUSED'],
    ['ResponsibleAIPolicyViolation', 'PROMPT_REFUSED'],
    ['sensitive_words_detected', 'PROMPT_REFUSED'],
    ['invalid_api_key', 'BAD_KEY'],
    ['insufficient_quota', 'OUT_OF_CREDIT'],
    ['insufficient_user_quota', 'OUT_OF_CREDIT'],
    ['insufficient_balance', 'OUT_OF_CREDIT'],
    ['billing_hard_limit_reached', 'OUT_OF_CREDIT'],
    ['billing_not_active', 'OUT_OF_CREDIT'],
    ['unsupported_country_region_territory', 'BAD_KEY'],
    ['model_not_found', 'MODEL_RETIRED'],
    ['rate_limit_exceeded', 'RATE_LIMITED'],
    ['unknown_parameter', 'BAD_PARAMETER'],
    ['unsupported_parameter', 'BAD_PARAMETER'],
    ['invalid_image_file', 'BAD_PARAMETER'],
    ['invalid_image_format', 'BAD_PARAMETER'],
    ['image_parse_error', 'BAD_PARAMETER'],
    ['DeploymentNotFound', 'MODEL_RETIRED'],
    // Ark of Volcengine, where a subcode follows a full stop.
    ['InputTextSensitiveContentDetected', 'PROMPT_REFUSED'],
    ['InputTextRiskDetection', 'PROMPT_REFUSED'],
    ['OutputImageSensitiveContentDetected', 'IMAGE_REFUSED'],
    ['OutputImageRiskDetection', 'IMAGE_REFUSED'],
    ['InputTextSensitiveContentDetected.PolicyViolation', 'PROMPT_REFUSED'],
    ['AuthenticationError', 'BAD_KEY'],
    ['InputImageSensitiveContentDetected', 'REFERENCE_REFUSED'],
    ['InputImageRiskDetection', 'REFERENCE_REFUSED'],
    ['SensitiveContentDetected', 'PROMPT_REFUSED'],
    ['AccountOverdueError', 'OUT_OF_CREDIT'],
    ['QuotaExceeded', 'OUT_OF_CREDIT'],
    ['RateLimitExceeded', 'RATE_LIMITED'],
    ['ModelNotOpen', 'MODEL_RETIRED'],
    ['ModelNotFound', 'MODEL_RETIRED'],
    ['InvalidEndpointOrModel.NotFound', 'MODEL_RETIRED'],
    // Together.
    ['model_not_available', 'MODEL_RETIRED'],
    ['dedicated_endpoint_not_running', 'MODEL_RETIRED'],
    // DashScope.
    ['DataInspectionFailed', 'PROMPT_REFUSED'],
    ['InvalidApiKey', 'BAD_KEY'],
    ['Arrearage', 'OUT_OF_CREDIT'],
    ['AllocationQuota', 'OUT_OF_CREDIT'],
    ['Throttling', 'RATE_LIMITED'],
    ['overloaded_error', 'RATE_LIMITED'],
    ['engine_overloaded', 'RATE_LIMITED'],
    ['server_busy', 'RATE_LIMITED'],
  ])('knows the code %s', (code, expected) => {
    expect(codeOf(403, { error: { code, message: '' } })).toBe(expected);
    expect(codeOf(400, { code, message: '' })).toBe(expected);
    expect(codeOf(400, { error: { type: code, message: '' } })).toBe(expected);
    expect(codeOf(400, { type: code, message: '' })).toBe(expected);
    expect(codeOf(400, { code, error: { code: 7, message: '' } })).toBe(expected);
  });

  it('knows no code that is none', () => {
    for (const code of ['', 'unknown_error', 'x.model_not_found', 7, null]) {
      expect(codeOf(400, { error: { code, message: '' } })).toBeUndefined();
    }
  });

  it('tells by the stage of the moderation whether a picture was withheld or a prompt refused', () => {
    const blocked = (moderation_stage: string) =>
      codeOf(400, { error: { code: 'moderation_blocked', moderation_details: { moderation_stage } } });
    expect(blocked('output')).toBe('IMAGE_REFUSED');
    expect(blocked('input')).toBe('PROMPT_REFUSED');
  });

  it('reads the codes of a maker whose reply a reseller passes on as text', () => {
    const passed = (raw: unknown) =>
      codeOf(400, { error: { message: 'x', code: 400, metadata: { raw: JSON.stringify(raw) } } });
    expect(passed({ error: { code: 'invalid_api_key', message: '' } })).toBe('BAD_KEY');
    expect(passed({ code: 'invalid_api_key', message: '' })).toBe('BAD_KEY');
    expect(passed({ error: { type: 'insufficient_quota', message: '' } })).toBe('OUT_OF_CREDIT');
  });

  it('tells by the words of a code that stands for both, too', () => {
    const failed = (message: string) => codeOf(400, { code: 'DataInspectionFailed', message });
    expect(failed('Output data may contain inappropriate content.')).toBe('IMAGE_REFUSED');
    expect(failed('Check failed for output.')).toBe('IMAGE_REFUSED');
    expect(failed('Input data may contain inappropriate content.')).toBe('PROMPT_REFUSED');
  });

  it('tells of a picture that was handed in, under a code that stands for prompts, too', () => {
    const failed = (code: string, message: string) => codeOf(400, { error: { code, message } });
    expect(failed('DataInspectionFailed', 'Input image data may contain inappropriate content.')).toBe(
      'REFERENCE_REFUSED',
    );
    expect(failed('DataInspectionFailed', 'Green net check failed for image (input): x')).toBe(
      'REFERENCE_REFUSED',
    );
    expect(failed('content_policy_violation', 'Your input image contains what is not allowed.')).toBe(
      'REFERENCE_REFUSED',
    );
    expect(failed('content_policy_violation', 'Image descriptions of your prompt are not allowed.')).toBe(
      'PROMPT_REFUSED',
    );
  });

  it.each([
    ['Input text data may contain inappropriate content.', true],
    ['Green net check failed for input text', true],
    ['Filter reason: prompt', true],
    ['Prompt contains unsafe content: sexual, violence', true],
    ['One or more prompts contains filtered words.', true],
    ['The prompt was rejected by content moderation.', true],
    ['input contains sensitive words: [test]', true],
    ['Your request was rejected by the safety system.', false],
    ['Content violates usage guidelines.', false],
    ['Input data may contain inappropriate content.', false],
    ['The prompt or an image was blocked.', false],
    ['Flagged. Try again with another prompt.', false],
    ['', false],
  ])('says of %j whether it names the prompt: %s', (words, isNamed) => {
    expect(namesPrompt(words)).toBe(isNamed);
  });

  it.each([
    // Settings have the names of refusals.
    ["Unknown parameter: 'moderation'.", 'BAD_PARAMETER'],
    ['Unrecognized request argument supplied: content_filter', 'BAD_PARAMETER'],
    ["Unsupported field: 'nsfw' is not known", 'BAD_PARAMETER'],
    ["The parameter 'style' for this model is deprecated.", 'BAD_PARAMETER'],
    ['Model m: size preset "huge" not found', 'BAD_PARAMETER'],
    ["Invalid value for parameter 'model': dall-e-3 not found", 'MODEL_RETIRED'],
    // A user has a prompt and is not an account that is blocked.
    ['Request blocked: the user prompt was blocked by our content filter.', 'PROMPT_REFUSED'],
    ["The user's prompt was blocked due to safety.", 'PROMPT_REFUSED'],
    ['Your project was suspended.', 'BAD_KEY'],
    ["Permission denied: Consumer 'api_key:x' has been suspended.", 'BAD_KEY'],
    ['The prompt has been flagged.', 'PROMPT_REFUSED'],
    ['Invalid prompts detected', 'PROMPT_REFUSED'],
    // A free key of Google.
    ['This API method requires billing to be enabled.', 'OUT_OF_CREDIT'],
    ['Imagen API is only accessible to billed users at this time.', 'OUT_OF_CREDIT'],
    ['Please check your plan and billing details.', undefined],
    // Zhipu, new-api, SiliconFlow.
    ['您的账户已欠费，请充值后重试。', 'OUT_OF_CREDIT'],
    ['用户额度不足, 剩余额度: 0', 'OUT_OF_CREDIT'],
    [
      '系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语。',
      'PROMPT_REFUSED',
    ],
    ['无效的令牌', 'BAD_KEY'],
    ['身份验证失败。', 'BAD_KEY'],
    ['API Key 已过期', 'BAD_KEY'],
    ['模型 cogview-9 不存在', 'MODEL_RETIRED'],
    ['您的账户已达到速率限制，请您控制请求频率', undefined],
    // Under a status that says something else.
    ['The engine is currently overloaded, please try again later', 'RATE_LIMITED'],
    ['Too many active tasks', 'RATE_LIMITED'],
    ['Daily limit exceeded', 'RATE_LIMITED'],
    ['Rate limit reached for images per minute', 'RATE_LIMITED'],
    ['API key expired. Please renew the API key.', 'BAD_KEY'],
    ['This API key has been revoked.', 'BAD_KEY'],
    ['Invalid access token', 'BAD_KEY'],
    ["Invalid token '<' in JSON", undefined],
    ['Your plan does not include this model. Upgrade your plan.', 'BAD_KEY'],
    // Pictures to work on.
    ['Unable to process input image. Please retry.', 'BAD_PARAMETER'],
    ['Could not decode image', 'BAD_PARAMETER'],
  ])('reads %j as %s', (message, code) => {
    expect(codeOf(400, { error: { message } })).toBe(code);
  });

  it('leads the owner to what has to be done, where the usual sentence of the code would mislead', () => {
    const sentence = (json: unknown) => {
      const told = reply(400, json);
      return evidenceOf(told, messageOf(json) ?? '')?.sentence?.(safeText`The image server`);
    };
    expect(sentence({ error: { message: 'Quota exceeded, limit: 0' } })).toMatch(
      /^The image server account has no quota .* turn on billing/,
    );
    expect(sentence({ error: { message: 'Your organization must be verified.' } })).toMatch(
      /verified accounts/,
    );
    expect(sentence({ error: { code: 'unsupported_country_region_territory' } })).toMatch(
      /country or region/,
    );
    expect(sentence({ error: { code: 'ModelNotOpen' } })).toMatch(/^The image server account .* activate/);
    expect(sentence({ error: { message: 'Your account has been suspended.' } })).toMatch(
      /has blocked the account/,
    );
    expect(sentence({ error: { message: 'Unable to process input image.' } })).toMatch(
      /a picture that was handed in/,
    );
    expect(sentence({ error: { message: 'Your plan does not include this model.' } })).toMatch(
      /change the plan/,
    );
    expect(sentence({ error: { code: 'invalid_api_key' } })).toBeUndefined();
  });

  it.each([
    ['Content violates usage guidelines.', 'PROMPT_REFUSED'],
    ['Generated image rejected by content moderation.', 'IMAGE_REFUSED'],
    ['Insufficient Balance', 'OUT_OF_CREDIT'],
    ['Sorry, your account balance is insufficient', 'OUT_OF_CREDIT'],
    ['Your prepayment credits are depleted.', 'OUT_OF_CREDIT'],
    ['Rate limit reached for gpt-image-1 on images per min: Limit 0, Used 0, Requested 1.', 'OUT_OF_CREDIT'],
    ['User location is not supported for the API use.', 'BAD_KEY'],
    ['Your organization must be verified to use the model `gpt-image-2`.', 'BAD_KEY'],
    ['Incorrect API key provided: sk-x.', 'BAD_KEY'],
    ['Unable to access non-serverless model black-forest-labs/FLUX.1-dev.', 'MODEL_RETIRED'],
    ['The model `dall-e-3` does not exist.', 'MODEL_RETIRED'],
    ['Quota exceeded for metric, limit: 10, model: gemini. Please retry in 37s.', undefined],
    ['size must be a multiple of 16', undefined],
    ['steps: no more than 10', undefined],
  ])('reads %j', (message, expected) => {
    for (const status of [400, 403, 429]) expect(codeOf(status, { error: { message } })).toBe(expected);
  });

  it('reads the words of an unverified account before the code of a model that is not found', () => {
    const message = 'Your organization must be verified to use the model `gpt-5`.';
    expect(codeOf(404, { error: { message, code: 'model_not_found' } })).toBe('BAD_KEY');
  });

  it('takes a page instead of JSON with 403 for something in between, not for a bad key', () => {
    const page = reply(403, undefined, '<!DOCTYPE html><title>Just a moment...</title>', 'text/html');
    const found = evidenceOf(page, '');
    expect(found?.code).toBe('PROVIDER_DOWN');
    expect(found?.sentence?.(safeText`xAI`)).toBe(
      'Something between this site and xAI, such as a firewall or a proxy, refused the request.',
    );
  });

  it('tells a page by its type or by how it begins, and leaves those of other statuses to their status', () => {
    const untyped = reply(403, undefined, ' \n<html>', 'text/plain');
    expect(evidenceOf(untyped, '')?.code).toBe('PROVIDER_DOWN');
    const fragment = reply(403, undefined, 'Blocked', 'text/html; charset=utf-8');
    expect(evidenceOf(fragment, '')?.code).toBe('PROVIDER_DOWN');
    const plain = reply(403, undefined, 'size < 3', 'text/plain');
    expect(evidenceOf(plain, '')).toBeUndefined();
    const missing = reply(404, undefined, '<html>Incorrect API key</html>', 'text/html');
    expect(evidenceOf(missing, 'Incorrect API key')).toBeUndefined();
  });
});

describe('recorded replies', () => {
  const replies: RecordedReply[] = JSON.parse(
    readFileSync(new URL('../../../fixtures/recorded-replies.json', import.meta.url), 'utf8'),
  );

  it('are 150 at least, and name where they come from: an issue and its day, or a file of a repository', () => {
    expect(replies.length).toBeGreaterThanOrEqual(150);
    for (const { name, source } of replies)
      expect([name, source]).toEqual([
        name,
        expect.stringMatching(/^[\w.-]+\/[\w.-]+(?:#\d+|[ ,].*\b20\d\d)/),
      ]);
    expect(new Set(replies.map(({ name }) => name)).size).toBe(replies.length);
  });

  it.each(replies.map((reply) => [reply.name, reply] as const))('%s', async (_, reply) => {
    const { code, billed, retryable, message, notStarted } = await runRecorded(reply);
    const { says, ...end } = reply.end;
    expect({ code, billed, retryable }).toEqual(end);
    expect(message).toContain(says ?? '');
    // Only a rush is asked again by itself.
    expect(notStarted !== undefined).toBe(end.code === 'RATE_LIMITED');
  });
});
