import type { Billed } from '../../contract/index.ts';
import { ProviderError } from '../../errors.ts';
import { type DownloadError, downloadPublic } from '../../lib/download.ts';
import { MAX_REPLY_MB } from '../../lib/http-client.ts';
import { imageFacts, originalType } from '../../lib/image-type.ts';
import { type AnyText, decodeBase64, isLongText } from '../../lib/long-text.ts';
import { type SafeText, safeText } from '../../lib/safe-text.ts';
import type { ProviderTools } from '../types.ts';
import { providerError } from './vendor-error.ts';

/** How often an address that the vendor gave is asked: fetching a finished picture again costs nothing. */
const DOWNLOAD_ATTEMPTS = 3;
const DOWNLOAD_PAUSE_MS = 1000;

/** Whether these are the bytes of a picture that can be kept. */
export function isPicture(bytes: Uint8Array): boolean {
  return originalType(bytes) !== undefined || imageFacts(bytes) !== undefined;
}

/**
 * The bytes, when they are a picture file: what of it can be shown, and what is kept for download only, is the worker's
 * business. @throws ProviderError INVALID_IMAGE
 */
export function pictureFromBytes(
  bytes: Uint8Array,
  vendor: SafeText,
  billed: Billed = 'unknown',
): Uint8Array {
  if (!isPicture(bytes)) throw providerError({ vendor, code: 'INVALID_IMAGE', billed });
  return bytes;
}

/** Decodes base64 or a `data:` address. @throws ProviderError INVALID_IMAGE */
export function pictureFromBase64(text: AnyText, vendor: SafeText, billed: Billed = 'unknown'): Uint8Array {
  return pictureFromBytes(decoded(text), vendor, billed);
}

/** A `data:` address without `;base64`, as SVG often comes in, has escaped text. */
function decoded(text: AnyText): Uint8Array {
  if (typeof text !== 'string' || !text.startsWith('data:')) return decodeBase64(text);
  const comma = text.indexOf(',');
  const rest = text.slice(comma + 1);
  if (/;base64$/i.test(text.slice(0, comma))) return decodeBase64(text);
  try {
    return Buffer.from(decodeURIComponent(rest));
  } catch {
    return Buffer.from(rest);
  }
}

export interface AddressOptions {
  vendor: SafeText;
  /** Set by the owner: pictures may be on that same server, even at a private address. */
  baseUrl: string | undefined;
  tools: ProviderTools;
  signal: AbortSignal;
}

/**
 * Fetches a finished picture from the address in a vendor's reply, without the key.
 * @throws ProviderError; billed is `yes` throughout, since the vendor has drawn by now
 */
export async function pictureFromAddress(address: AnyText, options: AddressOptions): Promise<Uint8Array> {
  if (isLongText(address) || address.startsWith('data:'))
    return pictureFromBase64(address, options.vendor, 'yes');
  const { baseUrl, signal, tools, vendor } = options;
  const download = tools.download ?? downloadPublic;
  const trustedOrigin = baseUrl === undefined ? undefined : new URL(baseUrl).origin;
  // Self-hosted servers may return an address without a host.
  const full =
    baseUrl !== undefined && URL.canParse(address, baseUrl) ? new URL(address, baseUrl).href : address;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return pictureFromBytes(await download(full, { signal, trustedOrigin }), vendor, 'yes');
    } catch (error) {
      if (error instanceof ProviderError) throw error;
      if (attempt >= DOWNLOAD_ATTEMPTS || !isTransient(error)) throw downloadError(error, vendor);
    }
    try {
      await tools.clock.sleep(DOWNLOAD_PAUSE_MS * attempt, signal);
    } catch {
      throw providerError({ vendor, code: 'TIMEOUT', billed: 'yes' });
    }
  }
}

/** A broken connection or an outage may pass, a 404 too: the picture may not have reached its host yet. */
function isTransient(error: unknown): boolean {
  const failed = asDownloadError(error);
  if (failed?.kind !== 'failed') return false;
  const status = failed.answered;
  return status === undefined || status >= 500 || status === 404 || status === 429;
}

/** By name: a test's download may be of another module. */
function asDownloadError(error: unknown): DownloadError | undefined {
  return error instanceof Error && error.name === 'DownloadError' ? (error as DownloadError) : undefined;
}

function downloadError(error: unknown, vendor: SafeText): ProviderError {
  const failure = (code: 'INVALID_IMAGE' | 'TIMEOUT', reason: SafeText, retryable: boolean) =>
    new ProviderError(code, safeText`${vendor} drew the picture, but ${reason}`, {
      billed: 'yes',
      retryable,
    });
  if (error instanceof Error && error.name === 'UnsafeAddressError') {
    const reason = safeText`its address is not a public https address and was not opened.`;
    return failure('INVALID_IMAGE', reason, false);
  }
  switch (asDownloadError(error)?.kind) {
    case 'too-large':
      return failure('INVALID_IMAGE', safeText`it is larger than ${MAX_REPLY_MB} MB.`, true);
    case 'too-slow':
    case 'aborted':
      return failure('TIMEOUT', safeText`it did not arrive in time.`, true);
    default:
      return failure('INVALID_IMAGE', safeText`it could not be fetched from the address given.`, true);
  }
}
