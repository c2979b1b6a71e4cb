import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { addressHash, addressList, addressListFaults, clientNetwork } from '../../../src/lib/address.ts';

describe('what counts as one client', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1%eth0', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', 'unknown'],
    ['localhost', 'unknown'],
    ['1.2.3', 'unknown'],
    ['0x7f.1', 'unknown'],
    ['203.0.113.7, 10.0.0.1', 'unknown'],
  ])('%s is %s', (address, network) => expect(clientNetwork(address)).toBe(network));

  it('is the same for every address of a /64', () => {
    const part = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
    fc.assert(
      fc.property(fc.array(part, { minLength: 4, maxLength: 4 }), (host) => {
        expect(clientNetwork(`2001:db8:7:8:${host.join(':')}`)).toBe('2001:db8:7:8::/64');
      }),
    );
  });

  it('reads every way of writing an IPv6 address as ipaddr.js does', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        // The withdrawn form ::a.b.c.d is IPv4 there, and here an IPv6 address like others.
        fc.pre(!/^[:0]*:(?!ffff:)\d+\./i.test(text));
        const address = ipaddr.IPv6.parse(text);
        const expected = address.isIPv4MappedAddress()
          ? address.toIPv4Address().toString()
          : `${address.parts
              .slice(0, 4)
              .map((part) => part.toString(16))
              .join(':')}::/64`;
        expect(clientNetwork(text)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the hash of an address', () => {
  it('is stable, differs by key and network, and does not show the address', () => {
    const hash = addressHash('key', '203.0.113.7');
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    expect(addressHash('key', '::ffff:203.0.113.7')).toBe(hash);
    expect(addressHash('other', '203.0.113.7')).not.toBe(hash);
    expect(addressHash('key', '203.0.113.8')).not.toBe(hash);
  });
});

describe('a list of addresses', () => {
  const list = addressList(['203.0.113.7', ' 10.0.0.0/8 ', '2001:db8::/32', '2001:db9::1', '192.0.2.0/31']);

  it.each([
    '203.0.113.7',
    '::ffff:203.0.113.7',
    '10.255.255.255',
    '2001:db8:ffff::1',
    '2001:db9::1',
    '192.0.2.1',
  ])('includes %s', (address) => expect(list.includes(address)).toBe(true));

  it.each(['203.0.113.8', '11.0.0.0', '2001:db9::2', '192.0.2.2', '', 'unknown', '10.0.0.1, 8.8.8.8'])(
    'does not include "%s"',
    (address) => expect(list.includes(address)).toBe(false),
  );

  it('includes everything under /0, of its own kind', () => {
    expect(addressList(['0.0.0.0/0']).includes('8.8.8.8')).toBe(true);
    expect(addressList(['0.0.0.0/0']).includes('2001:db8::1')).toBe(false);
    expect(addressList([]).includes('8.8.8.8')).toBe(false);
  });

  it('matches networks as ipaddr.js does', () => {
    const near = fc.tuple(fc.ipV6(), fc.ipV6(), fc.nat(8)).map(([a, b, shared]) => {
      const parts = [
        ...ipaddr.IPv6.parse(a).parts.slice(0, shared),
        ...ipaddr.IPv6.parse(b).parts.slice(shared),
      ];
      return [a, new ipaddr.IPv6(parts).toString()] as const;
    });
    const isMapped = (text: string) => ipaddr.IPv6.parse(text).isIPv4MappedAddress();
    fc.assert(
      fc.property(near, fc.nat(128), ([network, address], bits) => {
        fc.pre(!isMapped(network) && !isMapped(address));
        const expected = ipaddr.IPv6.parse(address).match(ipaddr.IPv6.parse(network), bits);
        expect(addressList([`${network}/${bits}`]).includes(address)).toBe(expected);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), fc.nat(32), (network, address, bits) => {
        const expected = ipaddr.IPv4.parse(address).match(ipaddr.IPv4.parse(network), bits);
        expect(addressList([`${network}/${bits}`]).includes(address)).toBe(expected);
      }),
    );
  });

  it('names all entries that are neither addresses nor networks', () => {
    const bad = [
      '10.0.0.0/33',
      '10.0.0/8',
      'example.com',
      '2001:db8::/129',
      '10.0.0.0/8/8',
      '',
      '10.0.0.0/-1',
    ];
    const faults = addressListFaults(['10.0.0.0/8', ...bad]);
    expect(faults).toHaveLength(bad.length);
    expect(faults[0]).toContain('"10.0.0.0/33"');
    expect(addressList(bad).includes('10.0.0.1')).toBe(false);
  });
});
