/** Parameters of one slot whose model and enhancer run on the owner's server: the scripted LocalAI. */
export function ownServer(vendorsUrl: string, key: string): Record<string, string | number> {
  const override = {
    provider: 'openai-compatible',
    model: 'sdxl',
    baseUrl: `${vendorsUrl}/localai/v1`,
    textModel: 'any',
  };
  return {
    ModelCount: 1,
    Model1Name: 'Mine',
    Model1Key: key,
    PromptModelIndex: 1,
    ModelOverrides: JSON.stringify({ 1: override }),
  };
}

/**
 * Parameters of so many slots, `Slot 1` and so on, each a model of the scripted LocalAI that costs 2 cents.
 * @param prices of slots that cost something else, or nobody knows what
 */
export function ownSlots(
  vendorsUrl: string,
  count: number,
  prices: Readonly<Record<number, number | undefined>> = {},
): Record<string, string | number> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const slot = (number: number) => ({
    provider: 'openai-compatible',
    model: `sdxl-${number}`,
    baseUrl: `${vendorsUrl}/localai/v1`,
    priceUsd: number in prices ? prices[number] : 0.02,
  });
  return {
    ModelCount: count,
    ...Object.fromEntries(numbers.map((number) => [`Model${number}Name`, `Slot ${number}`])),
    PromptModelIndex: 0,
    ModelOverrides: JSON.stringify(Object.fromEntries(numbers.map((number) => [number, slot(number)]))),
  };
}
