import type { EditOperation } from '../contract/constants.ts';
import type { Margins, Parameters, Sent, Supports } from '../contract/index.ts';
import type { SizeTable } from '../contract/shape.ts';
import type { Clock } from '../lib/clock.ts';
import type { Download } from '../lib/download.ts';
import type { VendorText } from '../lib/vendor-text.ts';
import type { Warning } from '../lib/warning.ts';

/** What a person asked of one model: the prompt and only the settings that were given. */
export type GenerateOptions = Parameters & { prompt: string; edit?: EditOptions };

/** What the prompt is to be done to. Only a model that says so in `edits` gets it. */
export interface EditOptions {
  operation: EditOperation;
  /** As many as the model takes, in the order in which the person gave them. */
  pictures: readonly InputPicture[];
  /** The vendor's own id of what does it, where the catalog names one besides the model. */
  tool?: string | undefined;
  /** Of `repaint`. */
  mask?: MarkedPart;
  /** Of `widen`. */
  expand?: Margins;
}

/** Which part of the first picture is to be repainted. */
export interface MarkedPart {
  /** Those of the picture. */
  width: number;
  height: number;
  /** One byte for each pixel, row by row: 255 for repaint, 0 for keep. */
  pixels: Uint8Array;
}

/** A prepared picture: upright, in sRGB, without transparency, at most four megapixels and 2 MB. */
export interface InputPicture {
  /** `input-1.png` */
  name: string;
  bytes: Uint8Array;
  contentType: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
  /** Hexadecimal. */
  sha256: string;
}

/** How one slot is set up: from the catalog, the owner's name and key, and `ModelOverrides`. */
export interface ModelSettings {
  /** The vendor's id of the model, for example `flux-2-pro`. */
  model: string;
  /** The vendor's key; `undefined` where the vendor needs none. */
  key: string | undefined;
  /** Another server that speaks the vendor's protocol, without a trailing slash. */
  baseUrl: string | undefined;
  /** AWS region for Bedrock models. */
  region: string | undefined;
  /** The size to ask for each shape: `1536x864`, `16:9`, or a word of the vendor. */
  sizes: SizeTable;
  /** Fixed vendor fields of this model, from the catalog or an override: `{"quality": "medium"}`. */
  fixed: Record<string, string | number | boolean>;
  /** Settings that this model takes; a provider that asks more than one model relies on it. Absent: none known. */
  supports?: Omit<Supports, 'aspectRatios'>;
  /** Price per picture at the settings that we send, in US dollars; `undefined` where unknown. */
  priceUsd: number | undefined;
}

/** What a provider needs from outside; tests pass their own. */
export interface ProviderTools {
  fetch: typeof fetch;
  clock: Clock;
  /** Fetches addresses found in vendors' replies; `downloadPublic` when left out. */
  download?: Download;
  /** Bedrock in one region, or another server that speaks its protocol; only Bedrock providers call it. */
  bedrock: (region: string, baseUrl?: string) => BedrockPort;
}

/** The two Bedrock calls we use, over JSON, so that no provider imports the AWS SDK. */
export interface BedrockPort {
  /** InvokeModel with a JSON body. @throws BedrockFailure */
  invokeModel(model: string, body: unknown, signal: AbortSignal): Promise<unknown>;
  /** Converse: system and user text in, text out. @throws BedrockFailure */
  converse(
    model: string,
    request: { system: string; user: string; maxTokens: number },
    signal: AbortSignal,
  ): Promise<string>;
}

/** A Bedrock exception without the SDK's classes: its name, HTTP status and message. */
export class BedrockFailure extends Error {
  override readonly name = 'BedrockFailure';
  readonly exception: string;
  /** `undefined` when no reply came. */
  readonly status: number | undefined;

  constructor(exception: string, status: number | undefined, message: string, cause?: unknown) {
    super(message, { cause });
    this.exception = exception;
    this.status = status;
  }
}

export interface CallContext {
  /** Aborted when the time for this model is up. */
  signal: AbortSignal;
}

export interface GeneratedImage {
  bytes: Uint8Array;
  /** What the vendor says that the picture cost, in US dollars; left out when it says nothing. */
  costUsd?: number;
  /** The prompt as the vendor rewrote it. */
  revisedPrompt?: VendorText;
  /** Known only from the reply, for example that another seed was used. */
  warnings?: Warning[];
}

/** One request to a vendor, decided but not yet sent. */
export interface PlannedCall {
  /** What will go to the vendor, by the vendor's field names, without prompt and key. */
  sent: Sent;
  /** Sentences on what this model cannot do as asked. */
  warnings: Warning[];
  /**
   * Sends the request and waits for the picture. Never retries: the caller does, where a failure says `notStarted`.
   * @throws ProviderError
   */
  run(context: CallContext): Promise<GeneratedImage>;
}

export interface ImageModel {
  /** What it does with pictures; nothing if left out. */
  edits?: readonly EditOperation[];
  /** Pure: maps options to the vendor's request. @throws ProviderError BAD_PARAMETER */
  plan(options: GenerateOptions): PlannedCall;
}

export interface ImageProvider {
  /** Folder name and catalog value, for example `black-forest-labs`. */
  id: string;
  createImageModel(settings: ModelSettings, tools: ProviderTools): ImageModel;
}

/** Rewrites prompts with a vendor's text model. */
export interface PromptEnhancer {
  /** @throws ProviderError when the vendor refuses, fails or answers with nothing usable. */
  enhance(prompt: string, context: CallContext): Promise<VendorText>;
}

export interface EnhancerProvider {
  id: string;
  createEnhancer(settings: ModelSettings, tools: ProviderTools): PromptEnhancer;
}
