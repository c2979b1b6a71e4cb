import { randomBytes } from 'node:crypto';
import { checkModels } from './check-models.ts';
import { demoParameters } from './demo-parameters.ts';
import { readTables } from './dynamodb.ts';
import { StackFault } from './fault.ts';
import { type Policies, readPolicies } from './policies.ts';
import { PRIVATE_HOSTS, privateHosts } from './private-hosts.ts';
import { readSecrets, type Secret, withSecrets } from './secrets.ts';
import {
  type DistributionHeaders,
  distributionHosts,
  findDistribution,
  readDistributionHeaders,
  readImageGuard,
} from './template/distribution.ts';
import { type FunctionSpec, readEnvironment, readFunctions } from './template/functions.ts';
import { createResolver, type Resolver } from './template/intrinsics.ts';
import { loadTemplate, type Template } from './template/load.ts';
import {
  builtInParameters,
  checkParameters,
  type ParameterSource,
  readParametersFile,
} from './template/parameters.ts';
import { API_HOST, bucketHost, createResourceNames, pseudoParameters } from './template/resources.ts';
import { type CorsSettings, type Route, readCors, readRoutes, readUploadOrigins } from './template/routes.ts';
import { readSchedules, type Schedule } from './template/schedules.ts';
import { listOf, type ValueMap } from './template/value.ts';

/** The template with its parameters applied and all intrinsics resolved. */
export interface Configuration {
  functions: FunctionSpec[];
  routes: Route[];
  schedules: Schedule[];
  /** With the origins that the owner allows; the stack's own is not among them. */
  cors: CorsSettings | undefined;
  /** The same with the stack's own origin in place of `*`. */
  corsFor(siteUrl: string): CorsSettings | undefined;
  /** Paths of pages where people arrive from the issuer; none where nobody signs in. */
  doors: string[];
  policies: Policies;
  tables: ValueMap[];
  secrets: Secret[];
  buckets: string[];
  headers: DistributionHeaders;
  /** Code of CloudFront's function before pictures, if there is one. */
  imageGuard: string | undefined;
  distributionId: string;
  /** 0 where the template has no models. */
  modelCount: number;
  /** Warnings: what works, but the owner should know. */
  notices: string[];
  /** A function's variables; addresses of CloudFront and the API become `siteUrl`, those of buckets `awsUrl`. */
  environment(functionId: string, siteUrl: string, awsUrl: string): Record<string, string>;
  /** The same for the headers of pages, and of those of shared links. */
  pageHeaders(siteUrl: string, awsUrl: string): Record<'pages' | 'shared', Record<string, string>>;
  /** Origins whose pages may upload by form. */
  uploadOrigins(siteUrl: string): string[];
}

export interface ConfigurationSources {
  templateFile: string;
  /** A file, ready values, or nothing for the demonstration models. */
  parameters: { file: string } | { values: ValueMap } | undefined;
  stackId: string;
  /** What Secrets Manager makes, by logical id: the same at each start. */
  generatedSecret?: (logicalId: string) => string;
  /** An issuer that stands for the pool of invited people, for tests; without one, `invited` is a fault. */
  pool?: string | undefined;
}

/** @throws StackFault with every fault of the template or of the parameters */
export function readConfiguration({
  templateFile,
  parameters,
  stackId,
  generatedSecret = () => randomBytes(32).toString('hex'),
  pool,
}: ConfigurationSources): Configuration {
  const template = loadTemplate(templateFile);
  const source = parameterSource(template, parameters);
  const { values, faults } = checkParameters(template, source);
  const models = checkModels(values, source);
  // All together, so that one edit fixes the file.
  faults.push(...models.faults);
  if (values.Access === 'invited' && pool === undefined) {
    faults.push(
      `${source.place('Access')}: people are invited into a pool of Cognito, which is not on this machine; here, write "open", or "issuer" with SignIn.`,
    );
  }
  if (faults.length > 0) throw new StackFault(faults);
  // A page of another site must not drive this stack with its owner's keys, so `*` means the stack's own pages.
  if (listOf(values.AllowedOrigins).includes('*')) values.AllowedOrigins = [`https://${API_HOST}`];
  const resolver: Resolver = createResolver({
    template,
    parameters: values,
    pseudo: pseudoParameters(stackId),
    resources: createResourceNames(template, (value, id, property) =>
      resolver.text(value, ['Resources', id, 'Properties', property]),
    ),
  });
  const distribution = findDistribution(template);
  const hosts = distributionHosts(template, resolver).concat(API_HOST);
  const buckets = Object.entries(template.resources)
    .filter(([, resource]) => resource.Type === 'AWS::S3::Bucket')
    .map(([id]) => resolver.text({ Ref: id }, ['Resources', id]));
  const ofBuckets = (text: string, awsUrl: string) =>
    buckets.reduce(
      (result, name) => result.replaceAll(`https://${bucketHost(name)}`, `${awsUrl}/${name}`),
      text,
    );
  const local = (text: string, siteUrl: string) =>
    hosts.reduce((result, host) => result.replaceAll(`https://${host}`, siteUrl), ofPool(text, pool));
  const cors = readCors(template, resolver);
  const secrets = readSecrets(template, resolver, generatedSecret);
  const guard = readImageGuard(template, resolver);
  const headers = readDistributionHeaders(template, resolver);
  return {
    functions: readFunctions(template, resolver),
    routes: readRoutes(template, resolver),
    schedules: readSchedules(template, resolver),
    cors,
    corsFor: (siteUrl) =>
      cors && { ...cors, allowOrigins: cors.allowOrigins.map((origin) => local(origin, siteUrl)) },
    doors: (values.Access ?? 'open') === 'open' ? [] : ['/', '/signed-in'],
    policies: readPolicies(template, resolver),
    tables: readTables(template, resolver),
    secrets,
    imageGuard: guard === undefined ? undefined : withSecrets(guard, secrets),
    buckets,
    headers,
    notices: models.notices,
    modelCount: Number(values.ModelCount ?? 0),
    distributionId: distribution
      ? resolver.text({ Ref: distribution[0] }, ['Resources', distribution[0]])
      : 'none',
    pageHeaders(siteUrl, awsUrl) {
      const localised = (headers: Record<string, string>) =>
        Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, ofBuckets(local(value, siteUrl), awsUrl)]),
        );
      return { pages: localised(headers.site), shared: localised(headers.shared) };
    },
    uploadOrigins: (siteUrl) => readUploadOrigins(template, resolver).map((origin) => local(origin, siteUrl)),
    environment(functionId, siteUrl, awsUrl) {
      const variables = Object.entries(readEnvironment(template, resolver, functionId));
      const own = privateHosts(values.ModelOverrides);
      return Object.fromEntries(
        variables.map(([name, value]) => [
          name,
          name === PRIVATE_HOSTS ? own : ofBuckets(local(value, siteUrl), awsUrl),
        ]),
      );
    },
  };
}

/** Cognito's host alone stands in the policy of the page, with the pool's id it is the issuer. */
function ofPool(text: string, pool: string | undefined): string {
  if (pool === undefined) return text;
  return text.replaceAll(/https:\/\/cognito-idp\.[\w.-]+(\/[\w-]+)?/g, (_, id) =>
    id ? pool : new URL(pool).origin,
  );
}

function parameterSource(
  template: Template,
  parameters: ConfigurationSources['parameters'],
): ParameterSource {
  if (!parameters) return builtInParameters(template, demoParameters);
  if ('file' in parameters) return readParametersFile(parameters.file);
  return { name: 'given parameters', values: parameters.values, place: (name) => `given parameter ${name}` };
}
