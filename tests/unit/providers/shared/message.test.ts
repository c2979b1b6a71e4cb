import { describe, expect, it } from '@jest/globals';
import { messageOf, plainText } from '../../../../src/providers/shared/message.ts';
import { onlyBody } from '../../../../src/providers/shared/no-picture.ts';

describe('messageOf', () => {
  it.each<[unknown, string | undefined]>([
    [{ error: { message: 'a' } }, 'a'],
    [{ error: 'a' }, 'a'],
    [{ error: 'server_error', message: 'a' }, 'a'],
    [{ code: 'x', error: 'a' }, 'a'],
    [{ message: 'a' }, 'a'],
    [{ msg: 'a' }, 'a'],
    [{ detail: 'a' }, 'a'],
    [{ message: 'a', msg: 'b', detail: 'c' }, 'a'],
    [{ error: { msg: 'a', detail: 'b' } }, 'a'],
    [{ error: { detail: 'a' }, message: 'b' }, 'a'],
    [[{ error: { message: 'a' } }, { error: { message: 'b' } }], 'a'],
    [{ errors: [{ message: 'a' }, { msg: 'b', message: 'c' }] }, 'a b'],
    [{ errors: ['a'], detail: [{ msg: 'b' }] }, 'a'],
    [{ detail: [{ msg: 'a' }, { msg: 'b' }] }, 'a b'],
    [{ errors: ['a', 'b'] }, 'a b'],
    [{ errors: [null, 3] }, undefined],
    [{ errors: ['a', null, { msg: 'b' }] }, 'a b'],
    [{ error: { code: 'x' }, message: 'a' }, 'a'],
    [{ error: 'a', detail: 'b' }, 'a'],
    [{ detail: { error: 'a', code: 'x' } }, 'a'],
    [{ error: { code: 'x' } }, undefined],
    [{ error: { details: [{ reason: 'X', message: 'a' }] } }, 'a'],
    [{ base_resp: { status_code: 1008, status_msg: 'insufficient balance' } }, 'insufficient balance'],
    [{ errors: { prompt: ['is too long', 'is empty'], size: ['is odd'] } }, 'is too long is empty is odd'],
    [{ detail: { prompt: ['This field is required.'] } }, 'This field is required.'],
    [{ error: ['a', 'b'] }, 'a b'],
    [{ code: 1, error_msg: 'a' }, 'a'],
    [{ status: 'failed', prompt: 'a red fox', errmsg: '' }, undefined],
    [{ error: { longText: new Uint8Array(3).fill(65) }, detail: 'a' }, 'a'],
    [{ error: { message: { longText: new Uint8Array(3).fill(65) } } }, undefined],
    [{ errmsg: 'a b' }, 'a b'],
    [{ reason: 'x', text: 'a b' }, 'a b'],
    [{ error: { a: { b: { c: { d: { e: { f: 'too deep' } } } } } } }, undefined],
    [{}, undefined],
    [null, undefined],
    ['a', undefined],
  ])('reads %j', (body, expected) => {
    expect(messageOf(body)).toBe(expected);
  });
});

describe('plainText', () => {
  const told = (text: string, json?: unknown) => plainText({ ...onlyBody(json), text });

  it('is what a server says without JSON', () => {
    expect(told('model not loaded')).toBe('model not loaded');
  });

  it.each([
    ['JSON', '{}', {}],
    ['a page', '<html>Bad gateway</html>', undefined],
    ['bytes', '\u0000\u0001ftyp', undefined],
    ['bytes that are no UTF-8', 'GIF\ufffd', undefined],
  ])('is nothing of %s', (_, text, json) => expect(told(text, json)).toBe(''));
});
