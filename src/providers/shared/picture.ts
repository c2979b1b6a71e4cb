import type { Billed } from '../../contract/index.ts';
import { ProviderError } from '../../errors.ts';
import { type DownloadError, downloadPublic } from '../../lib/download.ts';
import { imageFacts } from '../../lib/image-type.ts';
import type { ProviderTools } from '../types.ts';
import { providerError } from './vendor-error.ts';

/** How often an address that the vendor gave is asked: fetching a finished picture again costs nothing. */
const DOWNLOAD_ATTEMPTS = 3;
const DOWNLOAD_PAUSE_MS = 1000;

/** The bytes, when they are a PNG, JPEG or WebP. @throws ProviderError INVALID_IMAGE */
export function pictureFromBytes(bytes: Uint8Array, vendor: string, billed: Billed = 'unknown'): Uint8Array {
  if (imageFacts(bytes) !== undefined) return bytes;
  throw providerError({ vendor, code: 'INVALID_IMAGE', billed });
}

/** Decodes base64 or a `data:` address. @throws ProviderError INVALID_IMAGE */
export function pictureFromBase64(text: string, vendor: string, billed: Billed = 'unknown'): Uint8Array {
  const base64 = text.startsWith('data:') ? text.slice(text.indexOf(',') + 1) : text;
  return pictureFromBytes(Buffer.from(base64, 'base64'), vendor, billed);
}

export interface AddressOptions {
  vendor: string;
  /** Where the owner set it: pictures may lie on that very server, even a private one. */
  baseUrl: string | undefined;
  tools: ProviderTools;
  signal: AbortSignal;
}

/**
 * Fetches a finished picture from the address in a vendor's reply, without the key.
 * @throws ProviderError; billed is `yes` throughout, since the vendor has drawn by now
 */
export async function pictureFromAddress(address: string, options: AddressOptions): Promise<Uint8Array> {
  if (address.startsWith('data:')) return pictureFromBase64(address, options.vendor, 'yes');
  const { baseUrl, signal, tools, vendor } = options;
  const download = tools.download ?? downloadPublic;
  const trustedOrigin = baseUrl === undefined ? undefined : new URL(baseUrl).origin;
  // Servers at home may give an address without a host.
  const full =
    baseUrl !== undefined && URL.canParse(address, baseUrl) ? new URL(address, baseUrl).href : address;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return pictureFromBytes(await download(full, { signal, trustedOrigin }), vendor, 'yes');
    } catch (error) {
      if (error instanceof ProviderError) throw error;
      if (attempt >= DOWNLOAD_ATTEMPTS || !isPassing(error)) throw downloadError(error, vendor);
    }
    try {
      await tools.clock.sleep(DOWNLOAD_PAUSE_MS * attempt, signal);
    } catch {
      throw providerError({ vendor, code: 'TIMEOUT', billed: 'yes' });
    }
  }
}

/** By name: a fault of the address or of the bytes does not pass, one of the network may. */
function isPassing(error: unknown): error is DownloadError {
  if (!(error instanceof Error) || error.name !== 'DownloadError') return false;
  const { kind, answered } = error as DownloadError;
  return (
    kind === 'failed' && (answered === undefined || answered >= 500 || answered === 404 || answered === 429)
  );
}

function downloadError(error: unknown, vendor: string): ProviderError {
  const name = error instanceof Error ? error.name : '';
  const sentence = (text: string) => `${vendor} drew the picture, but ${text}`;
  const ending = { billed: 'yes', retryable: true } as const;
  if (name === 'UnsafeAddressError') {
    return new ProviderError(
      'INVALID_IMAGE',
      sentence('its address is not a public https address and was not opened.'),
      {
        billed: 'yes',
        retryable: false,
      },
    );
  }
  const kind = name === 'DownloadError' ? (error as DownloadError).kind : 'failed';
  if (kind === 'too-large')
    return new ProviderError('INVALID_IMAGE', sentence('it is larger than 64 MB.'), ending);
  if (kind === 'too-slow' || kind === 'aborted') {
    return new ProviderError('TIMEOUT', sentence('it did not arrive in time.'), ending);
  }
  return new ProviderError(
    'INVALID_IMAGE',
    sentence('it could not be fetched from the address given.'),
    ending,
  );
}
