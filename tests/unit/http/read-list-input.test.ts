import { expect, it } from '@jest/globals';
import { readCreateListRequest, readListsQuery } from '../../../src/http/read-list-input.ts';
import { refusal } from '../../helpers/refusal.ts';

const requestOf = (body: unknown) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  isBase64Encoded: false,
});

it('a list is read with its texts normalised, and without an unwanted nothing', () => {
  const prompts = [{ text: ' u\u0308ber ', category: ' a ' }, { text: 'b' }];
  expect(
    readCreateListRequest(requestOf({ name: ' n ', prompts, parameters: { seed: 7, negativePrompt: ' ' } })),
  ).toEqual({
    name: 'n',
    prompts: [{ text: '\u00fcber', category: 'a' }, { text: 'b' }],
    parameters: { seed: 7 },
  });
  const plain = { name: 'n', prompts: [{ text: 'b' }] };
  expect(readCreateListRequest(requestOf(plain))).toEqual(plain);
  const unwanted = { ...plain, parameters: { negativePrompt: ' rain ' } };
  expect(readCreateListRequest(requestOf(unwanted)).parameters).toEqual({ negativePrompt: 'rain' });
});

it('a body may have a megabyte, and no more', () => {
  const bodyOf = (length: number) => {
    const text = JSON.stringify({ name: 'n', prompts: [{ text: 'b' }] });
    return { ...requestOf({}), body: text + ' '.repeat(length - text.length) };
  };
  expect(readCreateListRequest(bodyOf(1_048_576)).name).toBe('n');
  expect(refusal(() => readCreateListRequest(bodyOf(1_048_577))).code).toBe('PAYLOAD_TOO_LARGE');
});

it('a page of lists has at most fifty', () => {
  expect(readListsQuery({ query: { limit: '50' } })).toEqual({ limit: 50 });
  expect(refusal(() => readListsQuery({ query: { limit: '51' } })).code).toBe('INVALID_PARAMETER');
  expect(refusal(() => readListsQuery({ query: { cursor: 'x' } })).code).toBe('INVALID_CURSOR');
});
