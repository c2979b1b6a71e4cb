import { StackFault } from '../fault.ts';
import type { Resolver } from './intrinsics.ts';
import type { Template } from './load.ts';
import { DISTRIBUTION_HOST } from './resources.ts';
import { isMap, listOf, mapOrEmpty, type Value, type ValueMap } from './value.ts';

/** The hosts under which the distribution is known: its own and the owner's. */
export function distributionHosts(template: Template, resolver: Resolver): string[] {
  const found = findDistribution(template);
  if (!found) return [DISTRIBUTION_HOST];
  const path = ['Resources', found[0], 'Properties', 'DistributionConfig', 'Aliases'];
  const aliases = resolver.resolve(mapOrEmpty(found[1].Properties.DistributionConfig).Aliases, path);
  return [DISTRIBUTION_HOST, ...listOf(aliases).map(String)];
}

export const findDistribution = (template: Template) =>
  Object.entries(template.resources).find(
    ([, resource]) => resource.Type === 'AWS::CloudFront::Distribution',
  );

/** Reply headers that CloudFront adds: to pictures, to pages of links that somebody shares, and to everything else. */
export type DistributionHeaders = Record<'images' | 'shared' | 'site', Record<string, string>>;

/** Reads the distribution's response headers policies; without any, only `nosniff` is sent. */
export function readDistributionHeaders(template: Template, resolver: Resolver): DistributionHeaders {
  const fallback = { 'x-content-type-options': 'nosniff' };
  const found = findDistribution(template);
  if (!found) return { images: fallback, shared: fallback, site: fallback };
  const config = mapOrEmpty(found[1].Properties.DistributionConfig);
  const read = (behaviour: Value | undefined) =>
    policyHeaders(template, resolver, mapOrEmpty(behaviour).ResponseHeadersPolicyId) ?? fallback;
  const of = (pattern: string) => read(behaviourOf(config, pattern) ?? config.DefaultCacheBehavior);
  return { images: of('images/*'), shared: of('shared/*'), site: read(config.DefaultCacheBehavior) };
}

const behaviourOf = (config: ValueMap, pattern: string): ValueMap | undefined =>
  listOf(config.CacheBehaviors)
    .map(mapOrEmpty)
    .find((behaviour) => String(behaviour.PathPattern).replace(/^\//, '') === pattern);

/** The code of the function that sees requests for pictures first; `undefined` if there is none. */
export function readImageGuard(template: Template, resolver: Resolver): string | undefined {
  const found = findDistribution(template);
  if (!found) return undefined;
  const place = ['Resources', found[0], 'Properties', 'DistributionConfig'];
  const behaviour = behaviourOf(mapOrEmpty(found[1].Properties.DistributionConfig), 'images/*');
  const associations = listOf(resolver.resolve(behaviour?.FunctionAssociations, place)).map(mapOrEmpty);
  const arn = associations.find(({ EventType }) => EventType === 'viewer-request')?.FunctionARN;
  if (arn === undefined) return undefined;
  const guard = Object.entries(template.resources).find(
    ([id, { Type }]) => Type === 'AWS::CloudFront::Function' && resolver.text({ Ref: id }, place) === arn,
  );
  if (guard === undefined)
    throw new StackFault(`${template.place(place)}: there is no function ${String(arn)}.`);
  return resolver.text(guard[1].Properties.FunctionCode, [
    'Resources',
    guard[0],
    'Properties',
    'FunctionCode',
  ]);
}

function policyHeaders(template: Template, resolver: Resolver, id: Value | undefined) {
  const logicalId = isMap(id) && typeof id.Ref === 'string' ? id.Ref : undefined;
  const resource = logicalId === undefined ? undefined : template.resources[logicalId];
  if (!resource || logicalId === undefined) return undefined;
  const resolved = resolver.resolve(resource.Properties.ResponseHeadersPolicyConfig, [
    'Resources',
    logicalId,
    'Properties',
    'ResponseHeadersPolicyConfig',
  ]);
  const config = mapOrEmpty(resolved);
  const security = mapOrEmpty(config.SecurityHeadersConfig);
  const part = (name: string) => mapOrEmpty(security[name]);
  const headers: Record<string, string> = {};
  if (security.ContentTypeOptions) headers['x-content-type-options'] = 'nosniff';
  const csp = part('ContentSecurityPolicy').ContentSecurityPolicy;
  if (typeof csp === 'string') headers['content-security-policy'] = forLoopback(csp);
  const frame = part('FrameOptions').FrameOption;
  if (typeof frame === 'string') headers['x-frame-options'] = frame;
  const referrer = part('ReferrerPolicy').ReferrerPolicy;
  if (typeof referrer === 'string') headers['referrer-policy'] = referrer;
  for (const item of listOf(mapOrEmpty(config.CustomHeadersConfig).Items).map(mapOrEmpty)) {
    if (typeof item.Header === 'string') headers[item.Header.toLowerCase()] = String(item.Value);
  }
  const origins = listOf(mapOrEmpty(mapOrEmpty(config.CorsConfig).AccessControlAllowOrigins).Items);
  if (origins.includes('*')) headers['access-control-allow-origin'] = '*';
  return headers;
}

/** There is no TLS on loopback: a page must not be told to upgrade its requests, and HSTS is left out altogether. */
const forLoopback = (policy: string) =>
  policy
    .split(';')
    .filter((directive) => directive.trim() !== 'upgrade-insecure-requests')
    .join(';');
