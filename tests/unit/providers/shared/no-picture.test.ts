import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { noPicture, onlyBody } from '../../../../src/providers/shared/no-picture.ts';

const KEY = 'oddly shaped key';
const failure = (json: unknown, changes: Partial<Parameters<typeof noPicture>[0]> = {}) =>
  noPicture({ vendor: safeText`Acme`, reply: onlyBody(json), secrets: [KEY], ...changes });

describe('a success without a picture', () => {
  it.each([
    [{ error: { code: 429, message: 'Slow down.' } }, 'RATE_LIMITED', 'no'],
    [{ error: { code: 'insufficient_quota', message: '' } }, 'OUT_OF_CREDIT', 'no'],
    [{ base_resp: { status_code: 1008, status_msg: 'insufficient balance' } }, 'OUT_OF_CREDIT', 'no'],
    [{ data: [{ error: { code: 'OutputImageSensitiveContentDetected' } }] }, 'IMAGE_REFUSED', 'unknown'],
    [{ code: 500, msg: 'no channel' }, 'PROVIDER_DOWN', 'unknown'],
    [
      { status: 'Request Moderated', result: null, details: { 'Moderation Reasons': ['Derivative Works'] } },
      'PROMPT_REFUSED',
      'unknown',
    ],
    // DashScope, of a task and of one picture.
    [
      {
        output: {
          task_status: 'FAILED',
          code: 'DataInspectionFailed',
          message: 'Input data is inappropriate.',
        },
      },
      'PROMPT_REFUSED',
      'no',
    ],
    [{ output: { results: [{ code: 'Arrearage', message: 'Overdue.' }] } }, 'OUT_OF_CREDIT', 'no'],
    [{ output: { task_id: 'a', task_status: 'PENDING' } }, 'INVALID_IMAGE', 'unknown'],
    [{}, 'INVALID_IMAGE', 'unknown'],
    [undefined, 'INVALID_IMAGE', 'unknown'],
  ])('is, with %j, %s and billed: %s', (json, code, billed) => {
    expect(failure(json)).toMatchObject({ code, billed, notStarted: undefined });
  });

  it('reads the words of a body that is not JSON', () => {
    const reply = { ...onlyBody(undefined), text: 'insufficient balance' };
    expect(failure(undefined, { reply })).toMatchObject({
      code: 'OUT_OF_CREDIT',
      message: expect.stringContaining('“insufficient balance”'),
    });
  });

  it.each([
    { choices: [{ message: { content: 'I cannot draw this.' } }] },
    { output: { choices: [{ message: { content: [{ text: 'I cannot draw this.' }] } }] } },
  ])('repeats what a model wrote instead of drawing: %j', (json) => {
    expect(failure(json).message).toContain('“I cannot draw this.”');
  });

  it('repeats no JSON that was cut off', () => {
    const reply = { ...onlyBody(undefined), text: '{"data":[{"b64_json":"iVBO' };
    expect(failure(undefined, { reply }).message).toBe('Acme did not return a usable picture.');
  });

  it('believes the vendor before what vendors have in common', () => {
    const evidence = () => ({ code: 'BAD_PARAMETER' }) as const;
    expect(failure({ error: 'insufficient balance' }, { evidence }).code).toBe('BAD_PARAMETER');
  });

  it('costs what the reply says', () => {
    expect(failure({ error: 'insufficient balance' }, { costUsd: 0.04 })).toMatchObject({
      code: 'OUT_OF_CREDIT',
      billed: 'yes',
      costUsd: 0.04,
    });
    expect(failure({}, { costUsd: 0 })).toMatchObject({ billed: 'unknown', costUsd: undefined });
  });

  it('never repeats the key', () => {
    expect(failure({ error: `Bad ${KEY} words.` }).message).toContain('“Bad [key] words.”');
  });
});
