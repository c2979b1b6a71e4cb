import { describe, expect, it } from '@jest/globals';
import { CHECKSUMS } from '../../../../local/s3/checksums.ts';

// The check values of the CRC catalogue for the digits 1 to 9.
const CHECK: Record<string, string> = {
  'x-amz-checksum-crc32': 'cbf43926',
  'x-amz-checksum-crc32c': 'e3069283',
  'x-amz-checksum-crc64nvme': 'ae8b14860a799888',
};

describe('checksums', () => {
  it.each(Object.entries(CHECK))('%s has its catalogue value', (name, hex) => {
    expect(CHECKSUMS[name]?.(Buffer.from('123456789'))).toBe(Buffer.from(hex, 'hex').toString('base64'));
  });
});
