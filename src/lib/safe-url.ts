import ipaddr from 'ipaddr.js';

/** An address in a vendor's reply that is not safe to fetch. The message does not contain the address. */
export class UnsafeAddressError extends Error {
  override readonly name = 'UnsafeAddressError';
}

/** Names of this machine or this network, whatever they resolve to. */
const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|localdomain|home\.arpa)$/;

/**
 * Whether an IP address, as text, is reachable by anyone on the internet: not loopback, private, link-local (cloud
 * metadata), carrier-grade NAT, multicast, reserved, or IPv6 that wraps an IPv4 address.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  if (address.kind() === 'ipv4') return true;
  // Only 2000::/3 is allocated as public; `::a.b.c.d` and the rest is not.
  const [first = 0] = (address as ipaddr.IPv6).parts;
  return first >= 0x2000 && first <= 0x3fff;
}

/** Whether a host, without brackets, names this machine or a private network by the look of it. */
export function isPrivateHost(host: string): boolean {
  return ipaddr.isValid(host) ? !isPublicAddress(host) : !host.includes('.') || LOCAL_NAME.test(host);
}

/**
 * Parses an address that is safe to fetch: https, without a user name, and its host is not a private address in any
 * notation. A host name must be checked again when it is resolved (`isPublicAddress`).
 * @throws UnsafeAddressError
 */
export function publicHttpsUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new UnsafeAddressError('The address is invalid.');
  if (url.protocol !== 'https:') throw new UnsafeAddressError('The address is not an https address.');
  if (url.username !== '' || url.password !== '') {
    throw new UnsafeAddressError('The address contains a user name.');
  }
  // URL has already turned decimal, octal and hexadecimal IPv4 notations into the dotted one.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isPrivateHost(host)) throw new UnsafeAddressError('The address is not public.');
  return url;
}
