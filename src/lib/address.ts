import ipaddr from 'ipaddr.js';
import { ConfigurationError } from '../errors.ts';
import { hmacHex } from './hash.ts';

/** Addresses and networks that an owner trusts. */
export interface AddressList {
  includes(address: string): boolean;
}

/** What counts as one client: an IPv4 address, an IPv6 /64 (one household or machine), IPv4 in IPv6 as IPv4. */
export function clientNetwork(address: string): string {
  const parsed = parse(address);
  if (parsed === undefined) return 'unknown';
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}

/** How a client is named in counters and records: not to be turned back into an address without the key. */
export function addressHash(key: string, address: string): string {
  return hmacHex(key, clientNetwork(address)).slice(0, 32);
}

/**
 * Reads single addresses and CIDR networks, IPv4 and IPv6.
 * @throws ConfigurationError naming every entry that is neither
 */
export function addressList(entries: readonly string[]): AddressList {
  const networks: Network[] = [];
  const faults: string[] = [];
  for (const entry of entries) {
    const network = parseNetwork(entry.trim());
    if (network !== undefined) networks.push(network);
    else
      faults.push(
        `IP_WHITELIST has "${entry}", which is neither an address nor a network such as 10.0.0.0/8.`,
      );
  }
  if (faults.length > 0) throw new ConfigurationError(faults);
  return {
    includes(address) {
      const parsed = parse(address);
      return (
        parsed !== undefined &&
        networks.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits))
      );
    },
  };
}

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

function parseNetwork(entry: string): Network | undefined {
  const [address = '', bits, ...rest] = entry.split('/');
  const parsed = parse(address);
  if (parsed === undefined || rest.length > 0) return undefined;
  const longest = parsed.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined) return [parsed, longest];
  return /^\d{1,3}$/.test(bits) && Number(bits) <= longest ? [parsed, Number(bits)] : undefined;
}

/** Strict about IPv4: four decimal numbers, since other spellings are read differently elsewhere. */
function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  if (!ipaddr.IPv6.isValid(address)) return undefined;
  const parsed = ipaddr.IPv6.parse(address);
  return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed;
}
