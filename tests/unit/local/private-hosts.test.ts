import { expect, it } from '@jest/globals';
import { privateHosts } from '../../../local/private-hosts.ts';

const slots = (...addresses: string[]) =>
  Object.fromEntries(addresses.map((baseUrl, index) => [index + 1, { baseUrl }]));

it('names the private hosts of ModelOverrides, each once', () => {
  const overrides = slots(
    'http://localhost:7860',
    'http://192.168.1.20:8080/v1',
    'http://192.168.1.20:9000',
    'http://[::1]:1234',
    'http://box:1234',
    'http://gpu.lan',
    'https://example.org/v1',
    'https://8.8.8.8/v1',
  );
  expect(privateHosts(JSON.stringify(overrides))).toBe('localhost,192.168.1.20,::1,box,gpu.lan');
  expect(privateHosts(overrides)).toBe('localhost,192.168.1.20,::1,box,gpu.lan');
});

it('names none where there are none', () => {
  for (const overrides of [undefined, '', '{}', 'not JSON', { 1: { model: 'x' } }])
    expect(privateHosts(overrides)).toBe('');
});
