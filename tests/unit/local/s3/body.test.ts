import { describe, expect, it } from '@jest/globals';
import { readUpload } from '../../../../local/s3/body.ts';

const chunked = {
  'content-encoding': 'gzip,aws-chunked',
  'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
};

describe('readUpload', () => {
  it('unpacks chunks, with signatures and trailers, and strips only aws-chunked', () => {
    const raw = Buffer.from(
      '3;chunk-signature=aa\r\n123\r\n6\r\n456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n',
    );
    const upload = readUpload(raw, { ...chunked, 'x-amz-decoded-content-length': '9' });
    expect(upload).toEqual({
      data: Buffer.from('123456789'),
      checksums: { 'x-amz-checksum-crc32': 'y/Q5Jg==' },
      contentEncoding: 'gzip',
    });
  });

  it.each(['3\r\n12', 'zz\r\n', '3\r\n123\r\n'])('refuses the cut-off body %j', (text) => {
    expect(() => readUpload(Buffer.from(text), chunked)).toThrow('terminated unexpectedly');
  });

  it('refuses a body that is not as long as announced', () => {
    const headers = { ...chunked, 'x-amz-decoded-content-length': '4' };
    expect(() => readUpload(Buffer.from('3\r\n123\r\n0\r\n\r\n'), headers)).toThrow(
      'terminated unexpectedly',
    );
  });

  it.each([
    [{ 'content-md5': 'AAAA' }, 'Content-MD5 you specified is not valid'],
    [{ 'content-md5': Buffer.alloc(16).toString('base64') }, 'did not match'],
    [{ 'x-amz-checksum-crc32': 'AAAAAA==' }, 'did not match'],
  ])('verifies %j', (headers, message) => {
    expect(() => readUpload(Buffer.from('x'), headers)).toThrow(message);
  });
});
