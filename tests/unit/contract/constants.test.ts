import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BLANK_PATTERN, TEXT_PATTERN, VISIBLE_TEXT_PATTERN } from '../../../src/contract/constants.ts';

const isText = (text: string) => new RegExp(TEXT_PATTERN, 'u').test(text);
const isVisible = (text: string) => new RegExp(VISIBLE_TEXT_PATTERN, 'u').test(text);
const isBlank = (text: string) => new RegExp(BLANK_PATTERN, 'u').test(text);

describe('the patterns of free text', () => {
  it('take every language, emoji and line breaks', () => {
    for (const text of ['red fox', 'füchse', '狐', 'ثعلب', '🦊', '👩‍👩‍👧', 'one\ntwo\r\n\tthree', '𝒳', '￿']) {
      expect([text, isVisible(text)]).toEqual([text, true]);
    }
  });

  it('refuse control characters, lone surrogates and direction marks, and nothing else', () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      const isControl = (code < 0x20 && ![9, 10, 13].includes(code)) || (code >= 0x7f && code <= 0x9f);
      const isSurrogate = code >= 0xd800 && code <= 0xdfff;
      const turns = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
      if (isText(String.fromCharCode(code)) !== !(isControl || isSurrogate || turns)) {
        throw new Error(`U+${code.toString(16)} is on the wrong side.`);
      }
    }
  });

  it('take white space for blank, as trim does', () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      const text = String.fromCharCode(code);
      if (text.trim() === '' && isText(text) && !isBlank(text)) {
        throw new Error(`U+${code.toString(16)} is white space, but not blank.`);
      }
    }
  });

  it('class each text as visible, blank, or neither if it contains refused characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        expect(isText(text)).toBe(isVisible(text) || isBlank(text));
        expect(isVisible(text) && isBlank(text)).toBe(false);
      }),
    );
  });
});
