import ipaddr from 'ipaddr.js';

/** An address from a vendor's reply that is not fetched. The address itself is not in the message. */
export class UnsafeAddressError extends Error {
  override readonly name = 'UnsafeAddressError';
}

/** Names that mean this machine or this network wherever they resolve to. */
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
  // Only 2000::/3 is given out as public; `::a.b.c.d` and the rest of the space is not.
  const [first = 0] = (address as ipaddr.IPv6).parts;
  return first >= 0x2000 && first <= 0x3fff;
}

/**
 * The address as a URL that may be fetched: https, no user name, and a host that is no private address in any
 * notation. Names still have to be checked when they are resolved (`isPublicAddress`).
 * @throws UnsafeAddressError
 */
export function publicHttpsUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new UnsafeAddressError('The address is not a valid one.');
  if (url.protocol !== 'https:') throw new UnsafeAddressError('The address is not an https address.');
  if (url.username !== '' || url.password !== '') {
    throw new UnsafeAddressError('The address carries a user name.');
  }
  // URL has already turned decimal, octal and hexadecimal IPv4 notations into the dotted one.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const isPublic = ipaddr.isValid(host)
    ? isPublicAddress(host)
    : host.includes('.') && !LOCAL_NAME.test(host);
  if (!isPublic) throw new UnsafeAddressError('The address is not a public one.');
  return url;
}
