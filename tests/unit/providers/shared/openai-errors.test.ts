import { describe, expect, it } from '@jest/globals';
import type { HttpReply } from '../../../../src/lib/http-client.ts';
import { openaiErrorCode } from '../../../../src/providers/shared/openai-errors.ts';

function reply(status: number, json: unknown): HttpReply {
  const text = JSON.stringify(json);
  return { status, headers: new Headers(), bytes: Buffer.from(text), text, json };
}

describe('openaiErrorCode', () => {
  it.each([500, 502, 503, 529])(
    'leaves HTTP %i to its status, whatever code the body has: an outage must not become a refusal that cost nothing',
    (status) => {
      for (const code of ['moderation_blocked', 'invalid_api_key', 'insufficient_quota', 'model_not_found']) {
        expect(
          openaiErrorCode(reply(status, { error: { code, message: 'Your request was blocked.' } })),
        ).toBe(undefined);
      }
    },
  );

  it('reads the code of a 4xx', () => {
    expect(openaiErrorCode(reply(400, { error: { code: 'moderation_blocked' } }))).toBe('PROMPT_REFUSED');
  });
});
