import type { CostRange, ModelEntry, Supports } from '../contract/index.ts';
import type { ModelSettings } from '../providers/types.ts';

/** One of the owner's up to twenty models, resolved against the catalog. Holds no key. */
export interface Slot {
  /** 1 to 20, as in `Model{N}Name`. */
  number: number;
  /** `{number}-{slug of the name}`, the `modelId` of every result. */
  id: string;
  /** The name that the owner gave. */
  name: string;
  /** Folder of the provider that draws, for example `black-forest-labs`. */
  provider: string;
  /** The vendor as a person reads it. */
  providerLabel: string;
  /** The vendor's id of the model that really runs. */
  model: string;
  status: ModelEntry['status'];
  notice: string | null;
  lastDay: string | null;
  successor: string | null;
  supports: Supports;
  /** Per picture; null where no price is known. */
  priceUsd: CostRange | null;
  needsKey: 'required' | 'optional' | 'none';
  /** How long to wait for the vendor before the model counts as timed out. */
  timeoutSeconds: number;
  /** The text model for prompt enhancement, where `ModelOverrides` or the row names one. */
  textModel?: string;
  settings: Omit<ModelSettings, 'key'>;
}
