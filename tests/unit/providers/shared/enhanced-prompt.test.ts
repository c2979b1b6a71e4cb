import { describe, expect, it } from '@jest/globals';
import { ENHANCED_MAX_LENGTH } from '../../../../src/contract/constants.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import {
  ENHANCE_INSTRUCTION,
  ENHANCE_MAX_TOKENS,
} from '../../../../src/providers/shared/enhance-instruction.ts';
import { enhancedPrompt } from '../../../../src/providers/shared/enhanced-prompt.ts';

const read = (text: unknown) => enhancedPrompt(text, safeText`OpenAI`, []);

describe('enhancedPrompt', () => {
  it.each([
    ['A red fox.', 'A red fox.'],
    ['  A red\n\nfox.\u0000 ', 'A red fox.'],
    ['"A red fox."', 'A red fox.'],
    ['“A red fox.”', 'A red fox.'],
    ['Prompt: A red fox.', 'A red fox.'],
    ['**Enhanced prompt:** A red fox.', 'A red fox.'],
    ['<think>Let me see.</think>\nA red fox.', 'A red fox.'],
    ['A sign that says "OPEN"', 'A sign that says "OPEN"'],
    ['"OPEN" says a sign', '"OPEN" says a sign'],
    ['„Ein roter Fuchs.“', 'Ein roter Fuchs.'],
    ['« Un renard roux. »', 'Un renard roux.'],
    ['"  A red fox. "', 'A red fox.'],
    [' Prompt:\n"A red fox."', 'A red fox.'],
    ['A fox, captioned Prompt: draw', 'A fox, captioned Prompt: draw'],
    ['A <think>fox</think> in snow', 'in snow'],
    ['A red\u202e fox\u2066.', 'A red fox .'],
    ['fu\u0308r', 'für'],
  ])('reads %j as %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('cuts at the end of a sentence, within the limit of a prompt', () => {
    const text = `${'A red fox stands in snow. '.repeat(60)}`;
    expect(read(text).length).toBeLessThanOrEqual(ENHANCED_MAX_LENGTH);
    expect(read(text)).toMatch(/snow\.$/);
  });

  it.each(['. ', '! ', '。'])('knows a sentence by its end: %j', (end) => {
    const sentence = `${'x'.repeat(599)}${end}`;
    expect(read(sentence + 'y'.repeat(599))).toBe(sentence.trim());
  });

  it('keeps a text of the full length, and cuts at the last end of a sentence before it', () => {
    const whole = `${'x'.repeat(700)}. ${'y'.repeat(ENHANCED_MAX_LENGTH - 702)}`;
    expect(read(whole)).toBe(whole);
    // What is left out or put together does not count.
    expect(read(`"  ${whole}  "`)).toBe(whole);
    expect(read(whole.replace(/y/g, 'u\u0308'))).toBe(whole.replace(/y/g, '\u00fc'));
    expect(read(`${whole}y`)).toBe(`${'x'.repeat(700)}.`);
    expect(read(`${'x'.repeat(600)}. ${'y'.repeat(200)}. ${'z'.repeat(999)}`)).toMatch(/y\.$/);
    // The sentence that ends beyond the limit does not count.
    expect(read(`${'x'.repeat(600)}. ${'y'.repeat(500)}. z`)).toMatch(/x\.$/);
  });

  it('cuts between words rather than give away more than half', () => {
    const kept = (length: number) => read(`${'x'.repeat(length)}. ${'y '.repeat(600)}`).length;
    expect(kept(ENHANCED_MAX_LENGTH / 2)).toBeGreaterThan(ENHANCED_MAX_LENGTH - 10);
    expect(kept(ENHANCED_MAX_LENGTH / 2 + 1)).toBe(ENHANCED_MAX_LENGTH / 2 + 2);
  });

  it('reads so much and no more: what follows twenty thousand characters is left out', () => {
    expect(read(`A fox.${' '.repeat(19_992)}!!`)).toBe('A fox. !!');
    expect(read(`A fox.${' '.repeat(19_994)}!!`)).toBe('A fox.');
  });

  it('never holds the key', () => {
    expect(enhancedPrompt('A fox with sk-0123456789.', safeText`OpenAI`, ['sk-0123456789'])).toBe(
      'A fox with [key].',
    );
  });

  it('cuts between words where there is no sentence, and never through a character', () => {
    expect(read('fox '.repeat(400))).toMatch(/fox$/);
    expect(read(`a${'🦊'.repeat(700)}`)).toMatch(/^a(?:🦊)+$/u);
  });

  it.each([
    undefined,
    null,
    '',
    ' \n ',
    '""',
    7,
    '<think>only thoughts</think>',
    ' <think>thoughts that were cut',
  ])('has no use for %j', (text) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        code: 'PROVIDER_DOWN',
        message: 'OpenAI did not return a usable text. Try again.',
        billed: 'unknown',
        retryable: true,
      }),
    );
  });
});

describe('the instruction', () => {
  it('leaves room for the longest prompt at two characters a token, and for no more than one', () => {
    expect(ENHANCE_MAX_TOKENS).toBeGreaterThanOrEqual(ENHANCED_MAX_LENGTH / 2);
    expect(ENHANCE_MAX_TOKENS).toBeLessThanOrEqual(ENHANCED_MAX_LENGTH);
  });

  it('asks for the language, the subject, the length and nothing but the prompt', () => {
    expect(ENHANCE_INSTRUCTION).toMatch(/language of the idea/);
    expect(ENHANCE_INSTRUCTION).toMatch(/subject, intent/);
    expect(ENHANCE_INSTRUCTION).toMatch(`at most ${ENHANCED_MAX_LENGTH} characters`);
    expect(ENHANCE_INSTRUCTION).toMatch(/prompt alone/);
  });
});
