import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type RecordedReply, runRecorded } from './run-recorded.ts';

const replies: RecordedReply[] = JSON.parse(readFileSync(new URL('replies.json', import.meta.url), 'utf8'));

describe('recorded replies', () => {
  it('name where they come from', () => {
    for (const { name, source } of replies)
      expect([name, source]).toEqual([name, expect.stringMatching(/#\d/)]);
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
