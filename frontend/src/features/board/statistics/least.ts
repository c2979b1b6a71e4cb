/** Below this many prompts an interval would promise too much. */
export const LEAST_PROMPTS = 10;

/** What a model needs before its strength is shown at all. */
export const LEAST_OF_MODEL = { decisive: 20, prompts: 5 } as const;
