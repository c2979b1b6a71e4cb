import { lookup as systemLookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { MAX_REPLY_BYTES } from './http-client.ts';
import { lookUp } from './look-up.ts';
import { isPublicAddress, publicHttpsUrl, UnsafeAddressError } from './safe-url.ts';
import { addressesOnHost, hostOf, type ResolveName } from './same-host.ts';

export interface DownloadLimits {
  maxBytes: number;
  /** For everything, including redirects. */
  totalMs: number;
  /** The longest time without a byte. */
  stallMs: number;
  /** The lowest average after `stallMs`, so that a trickle is cut off. */
  minBytesPerSecond: number;
  maxRedirects: number;
}

const DOWNLOAD_LIMITS: DownloadLimits = {
  maxBytes: MAX_REPLY_BYTES,
  totalMs: 60_000,
  stallMs: 10_000,
  minBytesPerSecond: 8 * 1024,
  maxRedirects: 5,
};

export interface DownloadOptions {
  signal: AbortSignal;
  /** Origin of the owner's own server (`baseUrl`): it alone may be private or plain http. */
  trustedOrigin?: string | undefined;
  limits?: Partial<DownloadLimits>;
}

export type { ResolveName } from './same-host.ts';

export type Download = (address: string, options: DownloadOptions) => Promise<Uint8Array>;

/** Why there is no picture. `answered` is the HTTP status, if there was a response. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly kind: 'too-large' | 'too-slow' | 'aborted' | 'failed';
  readonly answered: number | undefined;

  constructor(kind: 'too-large' | 'too-slow' | 'aborted' | 'failed', message: string, answered?: number) {
    super(message);
    this.kind = kind;
    this.answered = answered;
  }
}

/**
 * Fetches an address from a vendor's reply, which is treated as hostile: only https and public addresses, at every redirect
 * and for every address that a name resolves to; without a key; limited in size, time and slowness. The caller checks
 * what the bytes are.
 * @param privateHosts hosts of the owner's own servers whose pictures may lie at other names and ports of the same machine
 * @throws UnsafeAddressError, DownloadError
 */
export function createDownload(
  resolveName: ResolveName = systemResolve,
  privateHosts: readonly string[] = [],
): Download {
  const lookup = publicLookup(resolveName);
  /** How to connect to an address that is trusted; `undefined` where it is not. */
  const trusted = async (
    address: string,
    origin: string | undefined,
  ): Promise<LookupFunction | 'any' | undefined> => {
    if (origin === undefined || !URL.canParse(address)) return undefined;
    if (originOf(address) === origin) return 'any';
    const host = hostOf(new URL(origin));
    if (!privateHosts.includes(host)) return undefined;
    const found = await addressesOnHost(address, host, resolveName);
    return found && fixedLookup(found);
  };
  return async (address, options) => {
    const limits = { ...DOWNLOAD_LIMITS, ...options.limits };
    const deadline = AbortSignal.timeout(limits.totalMs);
    const signal = AbortSignal.any([options.signal, deadline]);
    let next = address;
    let mayTrust = options.trustedOrigin !== undefined;
    try {
      for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
        // A public server must not be able to send us back into the owner's network.
        const way = mayTrust ? await trusted(next, options.trustedOrigin) : undefined;
        mayTrust = way !== undefined;
        const url = mayTrust ? new URL(next) : publicHttpsUrl(next);
        const reply = await get(url, way === 'any' ? undefined : (way ?? lookup), signal);
        const location = redirectOf(reply);
        if (location === undefined) return await readAll(reply, limits, signal);
        reply.destroy();
        next = URL.canParse(location, url.href) ? new URL(location, url).href : location;
      }
    } catch (error) {
      throw downloadFailure(error, options.signal, deadline);
    }
    throw new DownloadError('failed', 'The address was redirected too often.');
  };
}

/** Resolves names with the system's resolver. */
export const downloadPublic: Download = /* @__PURE__ */ createDownload();

function systemResolve(host: string): Promise<{ address: string; family: number }[]> {
  return systemLookup(host, { all: true });
}

/**
 * The socket connects to exactly the addresses that were checked here, so a name that resolves differently the next time
 * (DNS rebinding) gains nothing.
 */
export function publicLookup(resolveName: ResolveName): LookupFunction {
  return (host, options, callback) => {
    resolveName(host).then(
      (found) => {
        const [first] = found;
        if (first === undefined || !found.every(({ address }) => isPublicAddress(address))) {
          return callback(new UnsafeAddressError('The name does not lead to a public address.'), '', 0);
        }
        return options.all ? callback(null, found) : callback(null, first.address, first.family);
      },
      (error) => callback(error, '', 0),
    );
  };
}

/** Connects to exactly the addresses that were compared. */
function fixedLookup(found: readonly { address: string; family: number }[]): LookupFunction {
  return (_host, options, callback) => {
    const [first = { address: '', family: 0 }] = found;
    if (options.all) callback(null, [...found]);
    else callback(null, first.address, first.family);
  };
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}

function get(url: URL, lookup: LookupFunction | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: 'GET',
      agent: false,
      signal,
      headers: { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'pixel-prompt' },
      ...(lookup === undefined ? {} : { lookup }),
    });
    request.once('response', resolve);
    request.once('error', reject);
    request.end();
  });
}

function redirectOf(reply: IncomingMessage): string | undefined {
  const status = reply.statusCode ?? 0;
  return status >= 300 && status < 400 ? reply.headers.location : undefined;
}

async function readAll(
  reply: IncomingMessage,
  limits: DownloadLimits,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const status = reply.statusCode ?? 0;
  if (status !== 200) {
    reply.destroy();
    throw new DownloadError('failed', `The address answered with HTTP ${status}.`, status);
  }
  if (Number(reply.headers['content-length']) > limits.maxBytes) {
    reply.destroy();
    throw new DownloadError('too-large', 'The picture is larger than allowed.');
  }
  const chunks: Buffer[] = [];
  let length = 0;
  let slow = false;
  const started = Date.now();
  let lastByte = started;
  const watch = setInterval(
    () => {
      const now = Date.now();
      const elapsed = now - started;
      const tooSlow = elapsed > limits.stallMs && (length * 1000) / elapsed < limits.minBytesPerSecond;
      if (now - lastByte > limits.stallMs || tooSlow) {
        slow = true;
        reply.destroy();
      }
    },
    Math.max(10, limits.stallMs / 10),
  );
  const onAbort = () => reply.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    for await (const chunk of reply) {
      length += (chunk as Buffer).length;
      lastByte = Date.now();
      if (length > limits.maxBytes)
        throw new DownloadError('too-large', 'The picture is larger than allowed.');
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    if (slow) throw new DownloadError('too-slow', 'The picture came too slowly.');
    throw error;
  } finally {
    clearInterval(watch);
    signal.removeEventListener('abort', onAbort);
    reply.destroy();
  }
  if (!reply.complete) throw new DownloadError('failed', 'The connection broke.');
  return unpacked(Buffer.concat(chunks, length), reply.headers['content-encoding'], limits.maxBytes);
}

/** Some hosts compress, although it was not asked for. */
const UNPACK = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync };

function unpacked(bytes: Buffer, encoding: string | undefined, maxOutputLength: number): Buffer {
  const unpack = lookUp(UNPACK, encoding?.trim().toLowerCase());
  if (unpack === undefined) return bytes;
  try {
    return unpack(bytes, { maxOutputLength });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new DownloadError(
      isTooLarge ? 'too-large' : 'failed',
      isTooLarge ? 'The picture is larger than allowed.' : 'The picture could not be unpacked.',
    );
  }
}

function downloadFailure(error: unknown, caller: AbortSignal, deadline: AbortSignal): Error {
  if (error instanceof UnsafeAddressError || error instanceof DownloadError) return error;
  if (caller.aborted) return new DownloadError('aborted', 'The time for this picture is up.');
  if (deadline.aborted) return new DownloadError('too-slow', 'The picture came too slowly.');
  return new DownloadError('failed', 'The address could not be reached.');
}
