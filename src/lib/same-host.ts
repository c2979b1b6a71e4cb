import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

/** Every IP address of a name. */
export type ResolveName = (host: string) => Promise<{ address: string; family: number }[]>;

/** Host of an address as people write it: without brackets and the last full stop. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/**
 * Where to connect for an address on the very machine that `host` names, under whatever other name or port, such as the
 * picture store beside an image server; `undefined` for any other machine.
 */
export async function addressesOnHost(
  address: string,
  host: string,
  resolveName: ResolveName,
): Promise<{ address: string; family: number }[] | undefined> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  try {
    const [asked, known] = await Promise.all([
      addressesOf(hostOf(url), resolveName),
      addressesOf(host, resolveName),
    ]);
    const machine = new Set(known.map((entry) => entry.address));
    const own = ownAddresses();
    // All addresses of this machine are one machine.
    if (known.some((entry) => isOwn(entry.address, own))) for (const text of own) machine.add(text);
    const isThere = (text: string) =>
      machine.has(text) || (isLoopback(text) && [...machine].some(isLoopback));
    return asked.length > 0 && asked.every((entry) => isThere(entry.address)) ? asked : undefined;
  } catch {
    return undefined;
  }
}

async function addressesOf(host: string, resolveName: ResolveName) {
  if (!ipaddr.isValid(host)) return resolveName(host);
  return [{ address: host, family: ipaddr.parse(host).kind() === 'ipv4' ? 4 : 6 }];
}

function ownAddresses(): Set<string> {
  return new Set(
    Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address)),
  );
}

function isOwn(address: string, own: ReadonlySet<string>): boolean {
  return isLoopback(address) || own.has(address);
}

function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback';
}
