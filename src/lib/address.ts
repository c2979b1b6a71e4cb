import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { hmacHex } from './hash.ts';

/** Addresses and networks that an owner trusts. */
export interface AddressList {
  includes(address: string): boolean;
}

/** What counts as one client: an IPv4 address, an IPv6 /64 (one household or machine), IPv4 in IPv6 as IPv4. */
export function clientNetwork(text: string): string {
  const address = parse(text);
  if (address === undefined) return 'unknown';
  if (address.family === 'ipv4') return address.text;
  return `${firstParts(address.text).join(':')}::/64`;
}

/** The name of a client in counters: 32 hexadecimal digits that cannot be turned back into an address without the key. */
export function addressHash(key: string, address: string): string {
  return hmacHex(key, clientNetwork(address)).slice(0, 32);
}

/** A sentence for each entry that is neither an address nor a network. */
export function addressListFaults(entries: readonly string[]): string[] {
  return entries
    .filter((entry) => parseNetwork(entry.trim()) === undefined)
    .map(
      (entry) => `IP_WHITELIST has "${entry}", which is neither an address nor a network such as 10.0.0.0/8.`,
    );
}

/** Reads single addresses and CIDR networks, IPv4 and IPv6. Other entries, see `addressListFaults`, include nothing. */
export function addressList(entries: readonly string[]): AddressList {
  // A list for each family: one for both would let IPv4 into ::/0.
  const networks = new Map<Address['family'], BlockList>();
  for (const entry of entries) {
    const network = parseNetwork(entry.trim());
    if (network === undefined) continue;
    const { address, bits } = network;
    const list = networks.get(address.family) ?? new BlockList();
    list.addSubnet(address.text, bits, address.family);
    networks.set(address.family, list);
  }
  return {
    includes(text) {
      const address = parse(text);
      if (address === undefined) return false;
      return networks.get(address.family)?.check(address.text, address.family) ?? false;
    },
  };
}

/** An IPv6 address as URLs write it: small letters, no zone, `::` for the longest run of zeros, no dotted end. */
interface Address {
  family: 'ipv4' | 'ipv6';
  text: string;
}

function parseNetwork(entry: string): { address: Address; bits: number } | undefined {
  const [text = '', bits, ...rest] = entry.split('/');
  const address = parse(text);
  if (address === undefined || rest.length > 0) return undefined;
  const longest = address.family === 'ipv4' ? 32 : 128;
  if (bits === undefined) return { address, bits: longest };
  return /^\d{1,3}$/.test(bits) && Number(bits) <= longest ? { address, bits: Number(bits) } : undefined;
}

/** Strict about IPv4: four decimal numbers, since other spellings are read differently elsewhere. */
function parse(text: string): Address | undefined {
  if (isIPv4(text)) return { family: 'ipv4', text };
  if (!isIPv6(text)) return undefined;
  const canonical = new URL(`http://[${text.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (mapped === null) return { family: 'ipv6', text: canonical };
  const bytes = mapped.slice(1).flatMap((part) => {
    const value = Number.parseInt(part, 16);
    return [value >> 8, value & 255];
  });
  return { family: 'ipv4', text: bytes.join('.') };
}

/** The first four of the eight parts, with the zeros that `::` stands for. */
function firstParts(canonical: string): string[] {
  const [head = [], tail] = canonical
    .split('::')
    .map((half) => half.split(':').filter((part) => part !== ''));
  const parts =
    tail === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail];
  return parts.slice(0, 4);
}
