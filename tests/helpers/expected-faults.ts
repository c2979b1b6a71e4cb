import type { FaultName } from '../../scripts/vendors/faults.ts';
import type { VendorId } from '../../scripts/vendors/routes.ts';
import type { Billed, ResultErrorCode } from '../../src/contract/index.ts';

export interface ExpectedEnd {
  code: ResultErrorCode;
  billed: Billed;
}

type Ends = Partial<Record<FaultName, ExpectedEnd>>;

const no = (code: ResultErrorCode): ExpectedEnd => ({ code, billed: 'no' });
const unknown = (code: ResultErrorCode): ExpectedEnd => ({ code, billed: 'unknown' });
const yes = (code: ResultErrorCode): ExpectedEnd => ({ code, billed: 'yes' });

/** The error that each fault has to lead to; after a fault that is not listed the picture arrives. */
const USUAL: Ends = {
  refused: no('PROMPT_REFUSED'),
  'refused-output': unknown('IMAGE_REFUSED'),
  'bad-key': no('BAD_KEY'),
  'no-credit': no('OUT_OF_CREDIT'),
  'rate-limited': no('RATE_LIMITED'),
  down: unknown('PROVIDER_DOWN'),
  unavailable: unknown('PROVIDER_DOWN'),
  timeout: unknown('TIMEOUT'),
  garbage: unknown('INVALID_IMAGE'),
  malformed: unknown('INVALID_IMAGE'),
  retired: no('MODEL_RETIRED'),
  'bad-parameter': no('BAD_PARAMETER'),
  reset: unknown('OUTCOME_UNKNOWN'),
};

/** Differences by vendor. */
const VENDORS: Partial<Record<VendorId, Ends>> = {
  // These document 503 as "not taken".
  'google-gemini': { unavailable: no('PROVIDER_DOWN') },
  // The same reply, whatever was refused.
  'google-imagen': { unavailable: no('PROVIDER_DOWN'), refused: unknown('IMAGE_REFUSED') },
  // An AWS account has quotas, not credit.
  'bedrock-nova-canvas': { unavailable: no('PROVIDER_DOWN'), 'no-credit': no('RATE_LIMITED') },
  'bedrock-stability': { unavailable: no('PROVIDER_DOWN'), 'no-credit': no('RATE_LIMITED') },
  'vllm-omni': { unavailable: no('PROVIDER_DOWN'), 'refused-output': unknown('INVALID_IMAGE') },
  // An empty list does not say why it is empty.
  localai: { 'refused-output': unknown('INVALID_IMAGE') },
  together: { 'refused-output': unknown('INVALID_IMAGE') },
  'stable-diffusion.cpp': { 'refused-output': unknown('INVALID_IMAGE') },
  // These report what they charged. Recraft says "404 page not found" for an unknown model, as any server does for an unknown address.
  recraft: {
    garbage: yes('INVALID_IMAGE'),
    'refused-output': yes('INVALID_IMAGE'),
    retired: no('BAD_PARAMETER'),
  },
  xai: { garbage: yes('INVALID_IMAGE'), 'refused-output': yes('IMAGE_REFUSED') },
  // An accepted task may be charged although its prompt is refused; its picture comes from a URL.
  'black-forest-labs': { refused: unknown('PROMPT_REFUSED'), garbage: yes('INVALID_IMAGE') },
  fal: { refused: unknown('PROMPT_REFUSED'), garbage: yes('INVALID_IMAGE') },
  dashscope: { garbage: yes('INVALID_IMAGE') },
  // Reports what it charged, also for a reply without a picture and without a reason.
  openrouter: { garbage: yes('INVALID_IMAGE'), 'refused-output': yes('INVALID_IMAGE') },
  sdapi: { 'refused-output': unknown('INVALID_IMAGE') },
  replicate: { refused: unknown('PROMPT_REFUSED'), garbage: yes('INVALID_IMAGE') },
};

/** `undefined`: the picture has to arrive nevertheless. */
export function expectedEnd(vendor: VendorId, model: string, fault: FaultName): ExpectedEnd | undefined {
  // Tokens are counted and priced for these models of OpenAI alone.
  if (model.startsWith('gpt-image-2') && fault === 'garbage') return yes('INVALID_IMAGE');
  return VENDORS[vendor]?.[fault] ?? USUAL[fault];
}
