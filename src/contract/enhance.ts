import { type Static, Type } from 'typebox';
import { VISIBLE_TEXT_PATTERN } from './common.ts';

export const ENHANCE_PROMPT_MAX_LENGTH = 500;

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
    enhanced: Type.String({ minLength: 1, maxLength: 1000 }),
    model: Type.String({ description: 'The text model that rewrote the prompt.' }),
  },
  { additionalProperties: false },
);
export type EnhanceResponse = Static<typeof EnhanceResponse>;
