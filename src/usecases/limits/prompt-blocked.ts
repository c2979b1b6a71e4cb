import { RequestError } from '../../errors.ts';

/** The refusal of a prompt by the content filter. */
export function promptBlocked(): RequestError {
  return new RequestError(
    'PROMPT_BLOCKED',
    'This prompt asks for sexual or abusive content, which this service does not draw. Please change the wording.',
  );
}
