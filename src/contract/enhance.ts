import { type Static, Type } from 'typebox';
import { ENHANCE_PROMPT_MAX_LENGTH, ENHANCED_MAX_LENGTH, VISIBLE_TEXT_PATTERN } from './constants.ts';
import { operation } from './operation.ts';

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
    short_prompt: Type.String({ description: 'The same as `enhanced`, for older clients.' }),
    long_prompt: Type.String({ description: 'The same as `enhanced`, for older clients.' }),
  },
  { additionalProperties: false },
);
export type EnhanceResponse = Static<typeof EnhanceResponse>;

export const enhance = operation({
  operationId: 'enhance',
  route: 'POST /enhance',
  tag: 'runs',
  summary: 'Rewrite a prompt so that image models make more of it.',
  request: { schema: EnhanceRequest, examples: { simple: { prompt: 'a red fox in snow' } } },
  response: {
    description: 'The rewritten prompt.',
    schema: EnhanceResponse,
    example: {
      original: 'a red fox in snow',
      enhanced: 'A red fox in fresh snow, low winter sun from the left, shallow depth of field, quiet mood',
      model: 'demo-enhancer',
      short_prompt:
        'A red fox in fresh snow, low winter sun from the left, shallow depth of field, quiet mood',
      long_prompt:
        'A red fox in fresh snow, low winter sun from the left, shallow depth of field, quiet mood',
    },
  },
  errors: [
    'PROMPT_REQUIRED',
    'PROMPT_TOO_LONG',
    'PROMPT_BLOCKED',
    'RATE_LIMITED',
    'BUDGET_EXHAUSTED',
    'ENHANCER_FAILED',
    'DISPATCH_FAILED',
  ],
});
