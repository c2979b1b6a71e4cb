import { networkInterfaces } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { addressesOnHost, hostOf, type ResolveName } from '../../../src/lib/same-host.ts';

const NAMES: Readonly<Record<string, string[]>> = {
  localhost: ['127.0.0.1', '::1'],
  'box.lan': ['192.168.1.20'],
  'other.lan': ['192.168.1.21'],
  'two.lan': ['192.168.1.20', '192.168.1.21'],
};
const resolveName: ResolveName = async (host) => {
  const found = NAMES[host];
  if (found === undefined) throw new Error(`ENOTFOUND ${host}`);
  return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};
const on = (address: string, host: string) => addressesOnHost(address, host, resolveName);

describe('addressesOnHost', () => {
  it.each([
    ['http://192.168.1.20:9000/a.png', 'box.lan'],
    ['http://box.lan/a.png', '192.168.1.20'],
    ['https://box.lan:9000/a.png', 'box.lan'],
    ['http://localhost:9000/a.png', '127.0.0.1'],
    ['http://127.0.0.1/a.png', 'localhost'],
    ['http://[::1]:8080/a.png', '127.0.0.1'],
  ])('knows %s as the machine %s', async (address, host) => {
    expect(await on(address, host)).not.toBeUndefined();
  });

  it.each([
    ['http://192.168.1.21/a.png', 'box.lan'],
    ['http://other.lan/a.png', 'box.lan'],
    // One of its addresses is another machine's.
    ['http://two.lan/a.png', 'box.lan'],
    ['http://localhost/a.png', 'box.lan'],
    ['http://169.254.169.254/latest/meta-data', 'localhost'],
    ['http://nowhere.lan/a.png', 'box.lan'],
    ['http://user:word@box.lan/a.png', 'box.lan'],
    ['ftp://box.lan/a.png', 'box.lan'],
    ['/a.png', 'box.lan'],
  ])('does not take %s for the machine %s', async (address, host) => {
    expect(await on(address, host)).toBeUndefined();
  });

  it('takes every address of this machine for one machine', async () => {
    const own = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal);
    // A machine without a network has none.
    if (own === undefined) return;
    expect(await on(`http://${own.address}:9000/a.png`, 'localhost')).toEqual([
      { address: own.address, family: 4 },
    ]);
  });

  it('says where to connect', async () => {
    expect(await on('http://box.lan/a.png', '192.168.1.20')).toEqual([
      { address: '192.168.1.20', family: 4 },
    ]);
  });
});

it('hostOf leaves out what belongs to the address alone', () => {
  expect(hostOf(new URL('http://[::1]:80/'))).toBe('::1');
  expect(hostOf(new URL('http://box.lan.:80/'))).toBe('box.lan');
});
