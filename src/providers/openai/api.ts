import { asRecord } from '../../lib/record.ts';
import { safeText } from '../../lib/safe-text.ts';

export const LABEL = safeText`OpenAI`;
export const BASE_URL = 'https://api.openai.com/v1';

/** US dollars per million tokens of GPT Image 2, 2.5 and 2.6 (OpenAI model page of gpt-image-2.6-sunburst). */
const PER_MILLION = { textIn: 5, imageIn: 8, imageOut: 30 };
const PRICED = /^gpt-image-2(?:[.-]|$)/;

/**
 * The cost of one reply by its `usage`; `undefined` where the reply or the price list says nothing.
 */
export function costOfUsage(model: string, reply: Readonly<Record<string, unknown>>): number | undefined {
  const usage = asRecord(reply.usage);
  if (usage === undefined || !PRICED.test(model)) return undefined;
  const { input_tokens: input, output_tokens: output } = usage;
  if (!isCount(input) || !isCount(output)) return undefined;
  const details = asRecord(usage.input_tokens_details);
  const imageIn = isCount(details?.image_tokens) ? details.image_tokens : 0;
  const textIn = isCount(details?.text_tokens) ? details.text_tokens : input - imageIn;
  const microDollars =
    textIn * PER_MILLION.textIn + imageIn * PER_MILLION.imageIn + output * PER_MILLION.imageOut;
  return microDollars / 1_000_000;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
