import { describe, expect, it } from '@jest/globals';
import { ENHANCED_MAX_LENGTH } from '../../../../src/contract/constants.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { ENHANCE_INSTRUCTION } from '../../../../src/providers/shared/enhance-instruction.ts';
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
  ])('reads %j as %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('cuts at the end of a sentence, within the limit of a prompt', () => {
    const text = `${'A red fox stands in snow. '.repeat(60)}`;
    expect(read(text).length).toBeLessThanOrEqual(ENHANCED_MAX_LENGTH);
    expect(read(text)).toMatch(/snow\.$/);
  });

  it('cuts between words where there is no sentence, and never through a character', () => {
    expect(read('fox '.repeat(400))).toMatch(/fox$/);
    expect(read(`a${'🦊'.repeat(700)}`)).toMatch(/^a(?:🦊)+$/u);
  });

  it.each([undefined, null, '', ' \n ', '""', 7, '<think>only thoughts</think>'])(
    'has no use for %j',
    (text) => {
      expect(() => read(text)).toThrow(/without a usable text/);
    },
  );
});

describe('the instruction', () => {
  it('asks for the language, the subject, the length and nothing but the prompt', () => {
    expect(ENHANCE_INSTRUCTION).toMatch(/language of the idea/);
    expect(ENHANCE_INSTRUCTION).toMatch(/subject, intent/);
    expect(ENHANCE_INSTRUCTION).toMatch(`at most ${ENHANCED_MAX_LENGTH} characters`);
    expect(ENHANCE_INSTRUCTION).toMatch(/prompt alone/);
  });
});
