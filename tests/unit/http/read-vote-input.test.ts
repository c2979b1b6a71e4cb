import { expect, it } from '@jest/globals';
import type { Caller } from '../../../src/caller.ts';
import { readNextPairsQuery, readVoting, requireVoting } from '../../../src/http/read-vote-input.ts';

const JOB_ID = '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
const KEY = 'the-key-of-this-run-and-no-other';
const nobody: Caller = { kind: 'anonymous', id: undefined, role: 'nobody', scopes: [] };

it('The number of pairs is read as a number', () => {
  expect(readNextPairsQuery({ query: { jobId: JOB_ID, n: '7' } })).toEqual({ jobId: JOB_ID, n: 7 });
  expect(readNextPairsQuery({ query: { jobId: JOB_ID } })).toEqual({ jobId: JOB_ID });
  expect(() => readNextPairsQuery({ query: { jobId: JOB_ID, n: '1e1' } })).toThrow('n must be');
});

it('Who votes is a person, or whoever has a key of theirs or of the run', () => {
  const voting = { runKey: undefined, owner: undefined, isAdmin: false, voterKey: undefined };
  expect(readVoting({ headers: {}, caller: nobody })).toEqual(voting);
  for (const [headers, caller, found] of [
    [{ 'x-voter': KEY }, nobody, { voterKey: KEY }],
    [{ 'x-run-key': KEY }, nobody, { runKey: KEY }],
    [{}, { ...nobody, id: 'ann' }, { owner: 'ann' }],
  ] as const)
    expect(requireVoting({ headers, caller })).toEqual({ ...voting, ...found });
});

it('Nobody, and a key that is none, are refused', () => {
  const refused = (headers: Record<string, string>) => {
    try {
      requireVoting({ headers, caller: nobody });
    } catch (error) {
      return error;
    }
    return undefined;
  };
  expect(refused({})).toMatchObject({ code: 'INVALID_PARAMETER', details: [{ field: 'X-Voter' }] });
  expect(refused({ 'x-voter': 'short' })).toMatchObject({
    message: 'X-Voter must have 22 to 128 letters, digits, hyphens or underscores.',
  });
});
