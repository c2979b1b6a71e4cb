import type { CostRange, Supports } from '../contract/index.ts';
import type { SizeTable } from '../contract/shape.ts';

/** What the owner may change about one slot; one entry of the `ModelOverrides` parameter. */
export interface ModelOverride {
  /** Folder under src/providers. */
  provider?: string;
  /** The vendor's id of the model. */
  model?: string;
  /** Another server that speaks the vendor's protocol, without a trailing slash. */
  baseUrl?: string;
  /** AWS region, for Bedrock. */
  region?: string;
  /** US dollars per picture. */
  priceUsd?: CostRange;
  timeoutSeconds?: number;
  supports?: Partial<Supports>;
  /** Replaces the whole table; shapes left out get the nearest size that it has. */
  sizes?: SizeTable;
  /** Vendor fields that are always sent, over those of the catalog; null leaves one of the catalog's out. */
  fixed?: Record<string, string | number | boolean | null>;
  /** Text model for prompt enhancement. */
  textModel?: string;
}

/** Overrides by slot number. */
export type ModelOverrides = ReadonlyMap<number, ModelOverride>;
