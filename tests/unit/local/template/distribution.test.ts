import { describe, expect, it } from '@jest/globals';
import { distributionHosts, readDistributionHeaders } from '../../../../local/template/distribution.ts';
import { templateFrom } from '../../../helpers/local-stack/template-text.ts';

describe('readDistributionHeaders', () => {
  it('takes each behaviour’s headers from its policy, as far as loopback allows', () => {
    const { template, resolver } = templateFrom(`
Resources:
  Site:
    Type: AWS::CloudFront::ResponseHeadersPolicy
    Properties:
      ResponseHeadersPolicyConfig:
        SecurityHeadersConfig:
          ContentSecurityPolicy: {ContentSecurityPolicy: !Sub "default-src 'none'; upgrade-insecure-requests; img-src \${AWS::Region}"}
          FrameOptions: {FrameOption: DENY}
          StrictTransportSecurity: {AccessControlMaxAgeSec: 1}
        CustomHeadersConfig: {Items: [{Header: Permissions-Policy, Value: camera=()}]}
  Images:
    Type: AWS::CloudFront::ResponseHeadersPolicy
    Properties:
      ResponseHeadersPolicyConfig:
        CorsConfig: {AccessControlAllowOrigins: {Items: ['*']}}
        SecurityHeadersConfig: {ContentTypeOptions: {Override: true}}
  Shared:
    Type: AWS::CloudFront::ResponseHeadersPolicy
    Properties:
      ResponseHeadersPolicyConfig:
        CustomHeadersConfig: {Items: [{Header: X-Robots-Tag, Value: noindex}]}
  Distribution:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Aliases: [pictures.example.org]
        DefaultCacheBehavior: {ResponseHeadersPolicyId: !Ref Site}
        CacheBehaviors:
          - {PathPattern: images/*, ResponseHeadersPolicyId: !Ref Images}
          - {PathPattern: shared/*, ResponseHeadersPolicyId: !Ref Shared}
`);
    expect(readDistributionHeaders(template, resolver)).toEqual({
      site: {
        'content-security-policy': "default-src 'none'; img-src us-east-1",
        'x-frame-options': 'DENY',
        'permissions-policy': 'camera=()',
      },
      images: { 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' },
      shared: { 'x-robots-tag': 'noindex' },
    });
    expect(distributionHosts(template, resolver)).toContain('pictures.example.org');
  });

  it('sends nosniff if the template does not set it', () => {
    const { template, resolver } = templateFrom('Resources: {A: {Type: T}}');
    const nosniff = { 'x-content-type-options': 'nosniff' };
    expect(readDistributionHeaders(template, resolver)).toEqual({
      images: nosniff,
      shared: nosniff,
      site: nosniff,
    });
  });
});
