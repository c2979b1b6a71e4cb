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
