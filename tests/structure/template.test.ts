import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { demoParameters } from '../../local/demo-parameters.ts';
import { readEnvironment, readFunctions } from '../../local/template/functions.ts';
import { createResolver } from '../../local/template/intrinsics.ts';
import { loadTemplate } from '../../local/template/load.ts';
import { readParametersFile, resolveParameters } from '../../local/template/parameters.ts';
import { createResourceNames, pseudoParameters } from '../../local/template/resources.ts';
import { readRoutes } from '../../local/template/routes.ts';
import { mapOrEmpty, type Value, type ValueMap } from '../../local/template/value.ts';
import { catalogRows, modelFacts, vendorOf } from '../../src/catalog/lookup.ts';
import { checkConfiguration } from '../../src/config/check.ts';
import { objectKeys } from '../../src/store/object-keys.ts';

const TODAY = Date.parse('2026-11-20');
const template = loadTemplate('template.yaml');

function resolved(values: ValueMap) {
  const resolver = createResolver({
    template,
    parameters: resolveParameters(template, { name: 'test', values, place: (name) => name }),
    pseudo: pseudoParameters('0a1b2c3d-0000-1111-2222-333344445555'),
    resources: createResourceNames(template, (value, id, property) =>
      resolver.text(value, ['Resources', id, property]),
    ),
  });
  return resolver;
}

const resolver = resolved(demoParameters);

/** Every `bedrock:InvokeModel` resource of a role. */
function bedrockModels(role: string): string[] {
  const text = JSON.stringify(
    resolver.resolve(template.resources[role]?.Properties.Policies as Value, [role]),
  );
  return [...text.matchAll(/arn:aws:bedrock:([\w-]+)::foundation-model\/([^"]+)/g)]
    .filter(([, , model]) => !isService(model))
    .map(([, region, model]) => `${region} ${model}`)
    .sort();
}

/** Whether it is a service for pictures rather than a model that draws. */
const isService = (model: string | undefined) =>
  Object.values(vendorOf('bedrock-stability')?.tools ?? {}).some((tool) => tool?.model === `us.${model}`);

describe('the template and the catalog', () => {
  it('let the worker invoke exactly the Bedrock models that can be drawn with', () => {
    const expected = catalogRows()
      .filter(({ provider, status }) => provider.startsWith('bedrock-') && status === 'active')
      .map((row) => {
        const vendor = vendorOf(row.provider);
        if (vendor === undefined) throw new Error(row.provider);
        return `${modelFacts(vendor, row).region} ${row.model}`;
      });
    expect(bedrockModels('WorkerRole')).toEqual(expected.sort());
  });

  it('let the worker invoke exactly the services of Bedrock for pictures, by profile and in the regions of the profile', () => {
    const policies = template.resources.WorkerRole?.Properties.Policies as Value;
    const text = JSON.stringify(resolver.resolve(policies, ['WorkerRole']));
    const found = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, model]) => model).sort();
    const profiles = catalogRows()
      .filter(({ provider }) => provider.startsWith('bedrock-'))
      .flatMap(({ provider }) => Object.values(vendorOf(provider)?.tools ?? {}))
      .flatMap((tool) => tool?.model ?? []);
    const expected = [...new Set(profiles)].sort();
    expect(expected.length).toBeGreaterThan(0);
    expect(found(/arn:aws:bedrock:us-west-2:\d{12}:inference-profile\/([^"]+)/g)).toEqual(expected);
    const regional = ['us-east-1', 'us-east-2', 'us-west-2'].map((region) =>
      found(new RegExp(`arn:aws:bedrock:${region}::foundation-model/([^"]+)`, 'g')).filter((model) =>
        expected.includes(`us.${model}`),
      ),
    );
    for (const models of regional) expect(models.map((model) => `us.${model}`)).toEqual(expected);
  });

  it('let enhance invoke exactly the text models of Bedrock', () => {
    const providers = new Set(catalogRows().map(({ provider }) => provider));
    const expected = [...providers].flatMap((provider) => {
      const text = provider.startsWith('bedrock-') ? vendorOf(provider)?.textModel : undefined;
      return text ? [`${text.region} ${text.model}`] : [];
    });
    expect(bedrockModels('EnhanceRole')).toEqual([...new Set(expected)].sort());
  });

  it('name models by default that all work today', () => {
    const defaults = Object.entries(template.parameters).flatMap(([name, declaration]) =>
      /^Model\d+Name$/.test(name) ? [[name, mapOrEmpty(declaration).Default]] : [],
    );
    const withKeys = Object.fromEntries(
      defaults.flatMap(([name]) => [[String(name).replace('Name', 'Key'), 'key']]),
    );
    const { slots, faults } = checkConfiguration(
      { ModelCount: 9, ...Object.fromEntries(defaults), ...withKeys },
      TODAY,
    );
    expect(faults).toEqual([]);
    expect(slots.map(({ status }) => status)).toEqual(Array(9).fill('active'));
  });
});

describe('parameters.example.json', () => {
  const { values } = readParametersFile('parameters.example.json');

  it('has nine models that all work today', () => {
    const filledIn = Object.entries(values).map(([name, value]) => [
      name,
      /^(?:sk-)?your-/.test(String(value)) ? 'sk-0123456789' : value,
    ]);
    const { slots, faults, notices } = checkConfiguration(Object.fromEntries(filledIn), TODAY);
    expect(faults).toEqual([]);
    expect(notices).toEqual([]);
    expect(slots.map(({ status }) => status)).toEqual(Array(9).fill('active'));
  });

  it('does not deploy as it is: its keys are placeholders', () => {
    const { faults } = checkConfiguration(values, TODAY);
    expect(faults).toHaveLength(8);
    for (const fault of faults) expect(fault).toContain('is still a placeholder');
  });

  it('is accepted by the template', () => {
    expect(() => resolved(values)).not.toThrow();
  });
});

describe('template.yaml', () => {
  const functions = readFunctions(template, resolver);

  it('gives the functions every method of the paths of openapi.yaml, and no other path', () => {
    const { paths } = parseYaml(readFileSync('openapi.yaml', 'utf8')) as { paths: Record<string, object> };
    const served = readRoutes(template, resolver).map(({ key }) => key);
    expect(served.sort()).toEqual(
      Object.keys(paths)
        .map((path) => `ANY ${path}`)
        .sort(),
    );
  });

  it('lets people play with the demonstration models all day', () => {
    const limits = readEnvironment(template, resolver, 'GenerateFunction');
    expect(Number(limits.IP_RATE_LIMIT)).toBeGreaterThanOrEqual(1000);
    expect(Number(limits.GLOBAL_RATE_LIMIT)).toBeGreaterThanOrEqual(1000);
  });

  it('has an event to try each function with', () => {
    for (const { logicalId } of functions) {
      const name = logicalId.replace(/Function$/, '').toLowerCase();
      const files = [`events/${name}.json`, `events/${name}-list.json`];
      expect({ name, found: files.some((file) => existsSync(file)) }).toEqual({ name, found: true });
    }
  });

  it('keeps every environment below the 4 KB of Lambda, even with the longest values', () => {
    const names = Array.from({ length: 20 }, (_, index) => [`Model${index + 1}Name`, 'x'.repeat(60)]);
    const longest = resolved({
      ...Object.fromEntries(names),
      ModelOverrides: `{"1":"${'x'.repeat(1500)}"}`,
      IPWhitelist: '1,'.repeat(299).concat('1'),
      // As much in all as the check of the configuration accepts.
      AllowedOrigins: 'x'.repeat(3400 - 1219 - 1508 - 599),
    });
    for (const { logicalId } of functions) {
      const variables = Object.entries(readEnvironment(template, longest, logicalId));
      const bytes = variables.reduce((sum, [name, value]) => sum + name.length + Buffer.byteLength(value), 0);
      expect({ logicalId, fits: bytes < 4096 }).toEqual({ logicalId, fits: true });
    }
  });

  it('deletes what runs leave behind, under every prefix that they write to', () => {
    const configuration = mapOrEmpty(template.resources.ImagesBucket?.Properties.LifecycleConfiguration);
    const rules = Array.isArray(configuration.Rules) ? configuration.Rules.map(mapOrEmpty) : [];
    const prefixes = rules.flatMap(({ Prefix }) => (typeof Prefix === 'string' ? [Prefix] : []));
    const written = [
      objectKeys.job('j'),
      objectKeys.followUp('j', 'f'),
      objectKeys.claim('j', 'm'),
      objectKeys.result('j', 'm'),
      objectKeys.image({ runId: 'j', name: 'm' }, 'png'),
      objectKeys.thumbnail({ runId: 'j', name: 'm' }),
      objectKeys.galleryEntry(0, 'j'),
      objectKeys.openRun(0, 'j'),
      objectKeys.state('j'),
      objectKeys.deletion('j'),
    ];
    for (const key of written) expect(prefixes).toContain(`${key.split('/')[0]}/`);
  });
});

describe('the policy of the site', () => {
  const connectsTo = (values: ValueMap) => {
    const config = mapOrEmpty(template.resources.SiteHeaders?.Properties.ResponseHeadersPolicyConfig);
    const security = mapOrEmpty(config.SecurityHeadersConfig);
    const policy = mapOrEmpty(security.ContentSecurityPolicy).ContentSecurityPolicy;
    const text = resolved({ ...demoParameters, ...values }).text(policy as Value, []);
    return /connect-src ([^;]*);/
      .exec(text)?.[1]
      ?.split(' ')
      .filter((source) => !/execute-api|\.s3\./.test(source));
  };

  it('lets an open page ask nobody but the API', () => {
    expect(connectsTo({})).toEqual(["'self'"]);
    expect(connectsTo({ SignIn: '{"issuer": "https://sso.example.org"}' })).toEqual(["'self'"]);
  });

  it.each([
    ['https://sso.example.org/realms/pictures', 'https://sso.example.org'],
    ['https://tenant.eu.auth0.com/', 'https://tenant.eu.auth0.com'],
    ['https://sso.example.org', 'https://sso.example.org'],
    ['http://127.0.0.1:4000/oidc', 'http://127.0.0.1:4000'],
  ])('lets that of a closed stack ask the issuer %s, too', (issuer, origin) => {
    const fields = { clientId: 'pixel-prompt', issuer, scopes: 'openid' };
    for (const SignIn of [
      JSON.stringify(fields),
      JSON.stringify(fields, null, 2),
      JSON.stringify({ issuer }),
    ]) {
      expect(connectsTo({ Access: 'issuer', SignIn })).toEqual(["'self'", origin]);
    }
  });

  it('stays a policy if SignIn is none', () => {
    expect(connectsTo({ Access: 'issuer', SignIn: '{"clientId": "a"}' })).toEqual(["'self'", 'https://none']);
  });

  it('knows the visibility that suits each mode', () => {
    const visibility = (values: ValueMap) =>
      readEnvironment(template, resolved({ ...demoParameters, ...values }), 'GenerateFunction')
        .DEFAULT_VISIBILITY;
    const closed = { Access: 'issuer', SignIn: '{"issuer": "https://sso.example.org"}' };
    expect([visibility({}), visibility(closed)]).toEqual(['listed', 'private']);
    expect(visibility({ ...closed, DefaultVisibility: 'unlisted' })).toBe('unlisted');
  });
});

describe('samconfig.toml', () => {
  const config = parseToml(readFileSync('samconfig.toml', 'utf8')) as unknown as Record<
    string,
    {
      global: { parameters: Record<string, unknown> };
      build: { parameters: Record<string, unknown> };
      deploy: { parameters: Record<string, unknown> & { parameter_overrides?: Record<string, string> } };
    }
  >;

  it.each([
    ['dev', { ModelCount: '3', GlobalRateLimit: '100', IPRateLimit: '20' }, true],
    ['staging', { ModelCount: '9', GlobalRateLimit: '1000', IPRateLimit: '50' }, true],
    ['prod', { ModelCount: '9', GlobalRateLimit: '2000', IPRateLimit: '100' }, false],
  ])('gives %s its own stack, models and limits', (name, limits, confirm) => {
    const { global, deploy } = config[name] ?? {};
    expect(global?.parameters.stack_name).toBe(`pixel-prompt-${name}`);
    expect(deploy?.parameters.confirm_changeset).toBe(confirm);
    expect(deploy?.parameters.parameter_overrides).toEqual({ Environment: name, ...limits });
    expect(() => resolved(deploy?.parameters.parameter_overrides ?? {})).not.toThrow();
  });

  it('offers guided mode what dev has, and a budget', () => {
    const { global, deploy } = config.default ?? {};
    expect(global?.parameters.stack_name).toBe('pixel-prompt-dev');
    expect(deploy?.parameters.parameter_overrides).toEqual({
      ...config.dev?.deploy.parameters.parameter_overrides,
      DailyBudgetUsd: '10',
      MonthlyBudgetUsd: '100',
    });
    expect(() => resolved(deploy?.parameters.parameter_overrides ?? {})).not.toThrow();
  });

  it.each(['default', 'dev', 'staging', 'prod'])(
    'lets a bare `sam build` of %s find esbuild after `npm ci`',
    (name) => {
      expect(config[name]?.build.parameters).toEqual({ parallel: true, build_in_source: true });
    },
  );

  it('holds no key', () => {
    expect(readFileSync('samconfig.toml', 'utf8')).not.toMatch(/Model\d+Key/);
  });
});
