import { describe, expect, it } from '@jest/globals';
import { isPublicAddress, publicHttpsUrl, UnsafeAddressError } from '../../../src/lib/safe-url.ts';

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '1.1.1.1', '52.95.110.1', '2606:4700:4700::1111', '2a00:1450:4001:81b::200e'])(
    'takes %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '169.254.170.2',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:a9fe:a9fe',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'fe80::1',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '100::1',
    'localhost',
    '',
    'not an address',
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('publicHttpsUrl', () => {
  it.each([
    'https://delivery.bfl.ai/a.png?sig=1',
    'https://8.8.8.8/a',
    'https://example.com:8443/a',
    'https://[2606:4700::1]/',
  ])('takes %s', (address) => {
    expect(publicHttpsUrl(address).href).toBe(new URL(address).href);
  });

  it.each([
    'http://example.com/a.png',
    'ftp://example.com/a',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'not an address',
    '//example.com/a',
    'https://user:password@example.com/',
    'https://user@example.com/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://box.localhost/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://intranet/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0x7f.1/',
    'https://017700000001/',
    'https://①②⑦.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://2852039166/',
    'https://0xa9fea9fe/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[::ffff:7f00:1]/',
    'https://[0:0:0:0:0:ffff:7f00:0001]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://10.0.0.1./',
  ])('refuses %s, without repeating it', (address) => {
    let message = '';
    try {
      publicHttpsUrl(address);
    } catch (error) {
      expect(error).toBeInstanceOf(UnsafeAddressError);
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toMatch(/^The address .*\.$/);
    expect(message).not.toContain('password');
  });
});
