import { type Static, Type } from 'typebox';
import { ENHANCE_PROMPT_MAX_LENGTH, ENHANCED_MAX_LENGTH, VISIBLE_TEXT_PATTERN } from './constants.ts';

export const EnhanceRequest = Type.Object(
  {
    prompt: Type.String({
      minLength: 1,
      maxLength: ENHANCE_PROMPT_MAX_LENGTH,
      pattern: VISIBLE_TEXT_PATTERN,
    }),
  },
  { additionalProperties: false },
);
export type EnhanceRequest = Static<typeof EnhanceRequest>;

export const EnhanceResponse = Type.Object(
  {
    original: Type.String(),
    enhanced: Type.String({ minLength: 1, maxLength: ENHANCED_MAX_LENGTH }),
    model: Type.String({ description: 'The text model that rewrote the prompt.' }),
  },
  { additionalProperties: false },
);
export type EnhanceResponse = Static<typeof EnhanceResponse>;
