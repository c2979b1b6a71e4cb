import { vendorOf } from '../catalog/lookup.ts';
import { failure, type Result, success } from '../lib/result.ts';
import type { Slot } from './slot.ts';

/** Who rewrites prompts: the slot that lends its vendor account, and the vendor's text model. */
export interface Enhancer {
  slot: Slot;
  /** Id in the registry of enhancers. */
  provider: string;
  /** The vendor's id of the text model. */
  model: string;
  /** For `createEnhancer`; the key of the slot is still to be added. */
  settings: Slot['settings'];
}

/** The enhancer that `PromptModelIndex` chooses, or the reason in words why there is none. */
export function findEnhancer(slots: readonly Slot[], promptModelIndex: number): Result<Enhancer> {
  if (promptModelIndex === 0) return failure('Prompt enhancement is switched off: PromptModelIndex is 0.');
  const slot = slots.find(({ number }) => number === promptModelIndex);
  if (slot === undefined) {
    const numbers = slots.map(({ number }) => number).join(', ');
    return failure(
      `PromptModelIndex is ${promptModelIndex}, but it must be the number of a configured model: ${numbers}.`,
    );
  }
  const vendor = vendorOf(slot.provider);
  const textModel = vendor?.textModel ?? null;
  const model = slot.textModel ?? textModel?.model ?? null;
  const { dialect } = slot.settings.fixed;
  if (textModel === null) {
    return failure(
      `PromptModelIndex is ${slot.number}, but ${slot.providerLabel} (${slot.name}) offers no text model for prompt enhancement. Choose a model of another vendor.`,
    );
  }
  if (model === null) {
    return failure(
      `PromptModelIndex is ${slot.number} (${slot.name}): name the text model of that server as "textModel" in ModelOverrides.`,
    );
  }
  return success({
    slot,
    provider: textModel.enhancer,
    model,
    settings: {
      model,
      baseUrl: slot.settings.baseUrl,
      region: textModel.region ?? undefined,
      sizes: {},
      // How this server differs from the others of its protocol; the picture's own fields stay behind.
      fixed: dialect === undefined ? {} : { dialect },
      priceUsd: undefined,
    },
  });
}
