import { describe, expect, it } from '@jest/globals';
import { elements, unescapeXml, xmlDocument } from '../../../../local/s3/xml.ts';

describe('XML', () => {
  it('survives the way there and back', () => {
    const key = 'a & b < c > "d" \'e\' \r\n\t ä';
    const document = xmlDocument('List', { Key: [key, 'second'], None: undefined, Nested: { Deep: 1 } });
    expect(elements(document, 'Key').map(unescapeXml)).toEqual([key, 'second']);
    expect(document).toContain('<Nested><Deep>1</Deep></Nested>');
    expect(document).not.toContain('None');
  });
});
