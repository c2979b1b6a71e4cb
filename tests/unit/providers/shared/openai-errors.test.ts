import { describe, expect, it } from '@jest/globals';
import type { HttpReply } from '../../../../src/lib/http-client.ts';
import { openaiErrorCode } from '../../../../src/providers/shared/openai-errors.ts';

const reply = (status: number, error: unknown): HttpReply => ({
  status,
  headers: new Headers(),
  bytes: new Uint8Array(),
  text: '',
  json: { error },
});

describe('openaiErrorCode', () => {
  it.each([
    ['moderation_blocked', 'PROMPT_REFUSED'],
    ['content_policy_violation', 'PROMPT_REFUSED'],
    ['content_filter', 'PROMPT_REFUSED'],
    ['invalid_api_key', 'BAD_KEY'],
    ['insufficient_quota', 'OUT_OF_CREDIT'],
    ['billing_hard_limit_reached', 'OUT_OF_CREDIT'],
    ['billing_not_active', 'OUT_OF_CREDIT'],
    ['model_not_found', 'MODEL_RETIRED'],
  ])('reads the code %s as %s', (code, meaning) => {
    expect(openaiErrorCode(reply(400, { code, message: 'No.' }))).toBe(meaning);
  });

  it('never reads the body of an outage: its code cannot say that nothing was billed', () => {
    expect(
      openaiErrorCode(reply(500, { code: 'insufficient_quota', message: 'out of credit' })),
    ).toBeUndefined();
    expect(openaiErrorCode(reply(503, { code: 'moderation_blocked' }))).toBeUndefined();
  });

  it('tells a picture that was drawn and withheld from a prompt that was refused', () => {
    const withheld = { code: 'moderation_blocked', moderation_details: { moderation_stage: 'output' } };
    expect(openaiErrorCode(reply(400, withheld))).toBe('IMAGE_REFUSED');
    const refused = { code: 'moderation_blocked', moderation_details: { moderation_stage: 'input' } };
    expect(openaiErrorCode(reply(400, refused))).toBe('PROMPT_REFUSED');
  });

  it.each([
    ['Your request was rejected by our safety system.', 'PROMPT_REFUSED'],
    ['This violates the content policy.', 'PROMPT_REFUSED'],
    ['Incorrect API key provided.', 'BAD_KEY'],
    ['invalid api-key', 'BAD_KEY'],
    ['You have insufficient credits.', 'OUT_OF_CREDIT'],
    ['The model `x` does not exist.', 'MODEL_RETIRED'],
    ['This model has been deprecated.', 'MODEL_RETIRED'],
    ['The size is not supported.', undefined],
  ])('reads a message without a code, "%s", as %s', (message, meaning) => {
    expect(openaiErrorCode(reply(400, { message }))).toBe(meaning);
  });

  it('leaves a 429 to its status unless a code says more', () => {
    expect(openaiErrorCode(reply(429, { message: 'You have no credits left this minute.' }))).toBeUndefined();
    expect(openaiErrorCode(reply(429, { code: 'insufficient_quota' }))).toBe('OUT_OF_CREDIT');
  });

  it.each([undefined, null, 'text', [], {}, { code: 7 }])('leaves %j to the status', (error) => {
    expect(openaiErrorCode(reply(400, error))).toBeUndefined();
  });
});
