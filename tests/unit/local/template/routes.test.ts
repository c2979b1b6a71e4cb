import { describe, expect, it } from '@jest/globals';
import { readCors, readRoutes } from '../../../../local/template/routes.ts';
import { templateFrom } from '../../../helpers/local-stack/template-text.ts';

describe('readRoutes and readCors', () => {
  it('read every HttpApi event and the CORS configuration', () => {
    const { template, resolver } = templateFrom(`
Parameters: {Origins: {Type: CommaDelimitedList, Default: 'https://a,https://b'}}
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties: {CorsConfiguration: {AllowOrigins: !Ref Origins, AllowMethods: [GET], MaxAge: 5}}
  A:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        One: {Type: HttpApi, Properties: {Path: /one, Method: get}}
        Rest: {Type: HttpApi}
`);
    expect(readRoutes(template, resolver)).toEqual([
      { method: 'GET', path: '/one', key: 'GET /one', functionId: 'A' },
      { method: 'ANY', path: '$default', key: '$default', functionId: 'A' },
    ]);
    expect(readCors(template, resolver)).toMatchObject({
      allowOrigins: ['https://a', 'https://b'],
      maxAge: 5,
    });
  });

  it('refuse what the stack cannot serve', () => {
    const { template, resolver } = templateFrom(`
Resources:
  A:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        One: {Type: HttpApi, Properties: {Path: /one, Method: get}}
        Again: {Type: HttpApi, Properties: {Path: /one, Method: GET}}
        Timer: {Type: SQS}
        Odd: {Type: HttpApi, Properties: {Path: two, Method: fetch}}
`);
    expect(() => readRoutes(template, resolver)).toThrow(
      /Again: GET \/one already belongs to A[\s\S]*Timer: the local stack knows events of "Type: HttpApi" and "Type: Schedule" only[\s\S]*"\/" in front[\s\S]*write one of GET/,
    );
    expect(readCors(template, resolver)).toBeUndefined();
  });
});
