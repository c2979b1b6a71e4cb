import { describe, expect, it } from '@jest/globals';
import { checkConfiguration } from '../../../src/config/check.ts';
import { readGenerateEnv } from '../../../src/config/env.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const check = (parameters: Record<string, unknown>) => checkConfiguration(parameters, NOW);
const sound = {
  ModelCount: 2,
  Model1Name: 'Flux Dev',
  Model1Key: 'bfl-0123456789',
  Model2Name: 'GPT Image 2',
  Model2Key: 'sk-0123456789',
  PromptModelIndex: 2,
};

describe('the configuration check', () => {
  it('passes a sound configuration, with numbers as numbers or as text', () => {
    for (const parameters of [
      sound,
      { ...sound, ModelCount: '2', PromptModelIndex: '2', ModelOverrides: '{}' },
    ]) {
      const { slots, faults, notices } = check(parameters);
      expect({ faults, notices }).toEqual({ faults: [], notices: [] });
      expect(slots).toHaveLength(2);
    }
  });

  it('lists all faults together', () => {
    const { faults } = check({
      ModelCount: 5,
      Model1Name: 'Dale 3',
      Model2Name: 'Flux Dev',
      Model2Key: 'N/A',
      Model3Name: 'Recraft v3',
      Model3Key: ' ',
      Model4Name: 'A|B',
      ModelOverrides: '{"2": {"timeoutSeconds": 1}, "7": {}}',
      PromptModelIndex: 9,
    });
    expect(faults).toEqual([
      'ModelOverrides "2", timeoutSeconds: must be a whole number of seconds from 5 to 280.',
      expect.stringMatching(
        /^Model1Name “Dale 3” is not a known model\. Did you mean “GPT Image 2\.6 Flare”/,
      ),
      expect.stringMatching(/^Model4Name “A\|B” is not a known model/),
      'Model5Name is empty, but ModelCount includes it.',
      'ModelOverrides "7": ModelCount is 5, so there is no such model.',
      'Model2Key is missing: Black Forest Labs (Flux Dev) needs a key.',
      'Model3Key is missing: Recraft (Recraft v3) needs a key.',
      'Model4Name must not contain the character |.',
      'PromptModelIndex must be the number of a configured model, from 1 to 5, or 0 for none.',
    ]);
  });

  it('finds budgets that would refuse every run', () => {
    const budgets = (DailyBudgetUsd: unknown, MonthlyBudgetUsd: unknown) =>
      check({ ...sound, DailyBudgetUsd, MonthlyBudgetUsd }).faults;
    const lowest = Math.min(...check(sound).slots.map(({ priceUsd }) => priceUsd?.high ?? 0));
    expect(budgets(0, '0')).toEqual([]);
    expect(budgets(lowest, String(lowest))).toEqual([]);
    expect(budgets(lowest / 2, String(lowest / 5))).toEqual([
      expect.stringMatching(/^DailyBudgetUsd is .* so that every run would be refused/),
      expect.stringMatching(/^MonthlyBudgetUsd is /),
    ]);
    const unpriced = JSON.stringify({
      1: { provider: 'openai-compatible', model: 'x', baseUrl: 'http://localhost/v1' },
    });
    const mine = { ModelCount: 1, Model1Name: 'Mine', ModelOverrides: unpriced, PromptModelIndex: 0 };
    expect(check({ ...mine, DailyBudgetUsd: 0.09 }).faults).toHaveLength(1);
    expect(check({ ...mine, DailyBudgetUsd: 0.1 }).faults).toEqual([]);
  });

  it('needs no SignIn where people are invited, and says that it would not be read', () => {
    for (const SignIn of [undefined, '', '{}', {}])
      expect(check({ ...sound, Access: 'invited', SignIn }).faults).toEqual([]);
    for (const SignIn of ['{"issuer": "https://sso.example.org"}', { clientId: 'a' }])
      expect(check({ ...sound, Access: 'invited', SignIn }).faults).toEqual([
        'SignIn belongs to an issuer of your own, but Access is invited. Leave it out, or set Access to issuer.',
      ]);
  });

  it('finds entries of AllowedOrigins that no browser sends', () => {
    expect(check({ ...sound, AllowedOrigins: '*' }).faults).toEqual([]);
    expect(check({ ...sound, AllowedOrigins: 'https://a.example, http://localhost:3000' }).faults).toEqual(
      [],
    );
    expect(check({ ...sound, AllowedOrigins: ['a.example', 'https://a.example/path'] }).faults).toEqual([
      expect.stringContaining('but has "a.example"'),
      expect.stringContaining('but has "https://a.example/path"'),
    ]);
  });

  it('never repeats a key', () => {
    const { faults, notices } = check({
      ...sound,
      ModelCount: 3,
      Model3Name: 'Nova Canvas',
      Model3Key: 'key-of-nobody-0123456789',
      ModelOverrides: '{"1": {"key": "sk-0123456789"}}',
    });
    expect([...faults, ...notices].join('\n')).not.toMatch(/0123456789/);
  });

  it('needs a key only where the vendor does', () => {
    const keyless = { ...sound, Model1Key: '', Model2Key: 'N/A', PromptModelIndex: 1 };
    const demos = { ...keyless, Model1Name: 'Demo Aurora', Model2Name: 'Nova Canvas' };
    expect(check(demos).faults).toEqual([]);
    const own = { 1: { baseUrl: 'https://a.example' }, 2: { baseUrl: 'https://b.example' } };
    expect(check({ ...keyless, PromptModelIndex: 2, ModelOverrides: own }).faults).toEqual([]);
    expect(check(keyless).faults).toHaveLength(2);
  });

  it('asks for one key of a vendor, not for one a slot', () => {
    const names = { Model1Name: 'Flux Dev', Model2Name: 'FLUX.2 Pro' };
    expect(check({ ...sound, ...names, Model2Key: '', PromptModelIndex: 0 }).faults).toEqual([]);
    const elsewhere = { 2: { baseUrl: 'https://proxy.example' } };
    expect(
      check({ ...sound, ...names, Model1Key: '', PromptModelIndex: 0, ModelOverrides: elsewhere }).faults,
    ).toHaveLength(1);
  });

  it('tells of a model of which nothing is known, until the owner says something', () => {
    const named = { ...sound, Model1Name: 'openrouter/bytedance-seed/seedream-9', PromptModelIndex: 0 };
    expect(check(named).notices).toEqual([
      expect.stringMatching(/^Model 1: nothing is known of bytedance-seed\/seedream-9, .* models:check/),
    ]);
    const known = { 1: { sizes: { '1:1': '1:1' }, priceUsd: 0.03 } };
    expect(check({ ...named, ModelOverrides: known }).notices).toEqual([]);
  });

  it('takes a key of the vendor for that of each of its slots, and tells of one that is not used', () => {
    const names = { Model1Name: 'Flux Dev', Model2Name: 'FLUX.2 Pro', Model1Key: '', Model2Key: 'N/A' };
    const keyed = { ...sound, ...names, PromptModelIndex: 0, VendorKeys: 'BFL=bfl-0123456789' };
    expect(check(keyed)).toMatchObject({ faults: [], notices: [] });
    const elsewhere = { 2: { baseUrl: 'https://proxy.example' } };
    expect(check({ ...keyed, ModelOverrides: elsewhere }).faults).toEqual([]);
    expect(check({ ...keyed, VendorKeys: 'fal=id:0123456789' })).toMatchObject({
      faults: [
        expect.stringMatching(/^Model1Key is missing/),
        expect.stringMatching(/^Model2Key is missing/),
      ],
      notices: ['VendorKeys has a key for fal, which no model uses.'],
    });
    expect(check({ ...keyed, VendorKeys: 'sk-0123456789' }).faults[0]).toMatch(/^VendorKeys, entry 1/);
  });

  it.each([['a\nb'], ['ключ'], ['a\u0000b']])(
    'refuses the key %j, which no header can carry',
    (Model1Key) => {
      expect(check({ ...sound, Model1Key }).faults).toEqual([
        'Model1Key has a line break or a letter that no key can have; copy it again from Black Forest Labs.',
      ]);
    },
  );

  it.each([
    [-1, 'PromptModelIndex must be the number of a configured model, from 1 to 2, or 0 for none.'],
    ['two', 'PromptModelIndex must be the number of a configured model, from 1 to 2, or 0 for none.'],
  ])('refuses PromptModelIndex %j', (PromptModelIndex, fault) => {
    expect(check({ ...sound, PromptModelIndex }).faults).toEqual([fault]);
  });

  it('starts without an enhancer if the vendor of PromptModelIndex has no text model, and says so', () => {
    const { faults, notices } = check({ ...sound, PromptModelIndex: 1 });
    expect(faults).toEqual([]);
    expect(notices).toContain(
      'Prompts cannot be enhanced: PromptModelIndex is 1, but Black Forest Labs (Flux Dev) offers no text model for prompt enhancement. Choose a model of another vendor.',
    );
  });

  it('takes 20 models with servers of their own, and says when a Lambda has no room for more', () => {
    const twenty = (path: string) => {
      const slots = Array.from({ length: 20 }, (_, index) => index + 1);
      const override = (slot: number) => ({
        provider: 'openai-compatible',
        model: `model-${slot}`,
        baseUrl: `http://127.0.0.1:8080/${path}`,
      });
      return check({
        ModelCount: 20,
        PromptModelIndex: 0,
        ...Object.fromEntries(slots.map((slot) => [`Model${slot}Name`, `My own model ${slot}`])),
        ModelOverrides: Object.fromEntries(slots.map((slot) => [slot, override(slot)])),
      }).faults;
    };
    expect(twenty('v1')).toEqual([]);
    expect(twenty(`${'a/path/that/is/longer/than/it/should/be/'.repeat(2)}v1`)).toEqual([
      expect.stringMatching(
        /^ModelOverrides, SignIn, the names of the models, AllowedOrigins and IPWhitelist have \d+ bytes together; .* room for 3400/,
      ),
    ]);
  });

  it('counts origins and trusted addresses into the room that a Lambda has', () => {
    const origins = Array.from({ length: 90 }, (_, index) => `https://studio-${index}.pictures.example.org`);
    expect(check({ ...sound, AllowedOrigins: origins.slice(0, 30).join(',') }).faults).toEqual([]);
    for (const AllowedOrigins of [origins.join(','), origins]) {
      expect(check({ ...sound, AllowedOrigins, IPWhitelist: '10.0.0.0/8,'.repeat(54) }).faults).toEqual([
        expect.stringContaining('AllowedOrigins and IPWhitelist have'),
      ]);
    }
  });

  it('finds entries of IPWhitelist that are neither addresses nor networks', () => {
    expect(check({ ...sound, IPWhitelist: '10.0.0.0/8, 2001:db8::/32' }).faults).toEqual([]);
    const fault = (entry: string) =>
      `IPWhitelist has "${entry}", which is neither an address nor a network such as 10.0.0.0/8.`;
    expect(check({ ...sound, IPWhitelist: '1.2.3.4/33,10.0.0.1,999.1.1.1,2001:db8::/129' }).faults).toEqual([
      fault('1.2.3.4/33'),
      fault('999.1.1.1'),
      fault('2001:db8::/129'),
    ]);
  });

  it('asks for the certificate of a domain', () => {
    const domain = { ...sound, SiteDomain: 'pictures.example.org' };
    const id = '0d6b1c2e-0000-4000-8000-000000000000';
    expect(check({ ...domain, SiteCertificateId: id }).faults).toEqual([]);
    for (const SiteCertificateId of ['none', undefined]) {
      expect(check({ ...domain, SiteCertificateId }).faults).toEqual([
        expect.stringContaining('SiteDomain needs SiteCertificateId'),
      ]);
    }
  });

  it('lets enhancement be switched off', () => {
    expect(check({ ...sound, PromptModelIndex: 0 }).faults).toEqual([]);
  });

  it('does not blame the enhancer for a slot with a fault of its own', () => {
    expect(check({ ...sound, Model2Name: 'Nonsense' }).faults).toEqual([
      expect.stringMatching(/^Model2Name/),
    ]);
  });

  it('notices what works but should be known', () => {
    const { faults, notices } = check({
      ModelCount: 4,
      Model1Name: 'DALL-E 3',
      Model1Key: 'sk-0123456789',
      Model2Name: 'GPT Image 1.5',
      Model2Key: 'sk-0123456789',
      Model3Name: 'Stable Diffusion 3.5 Large',
      Model3Key: 'sk-0123456789',
      Model4Name: 'Flux Dev',
      Model4Key: 'bfl-0123456789',
      ModelOverrides: { 4: { baseUrl: 'http://flux.example.com' } },
      PromptModelIndex: 1,
    });
    expect(faults).toEqual([]);
    expect(notices).toEqual([
      'Model 1: DALL-E 3 was switched off on 2026-05-12. GPT Image 2.6 Flare draws in its place.',
      'Model 2: GPT Image 1.5 will be switched off on 2026-12-01. GPT Image 2.5 Sunburst will then draw in its place.',
      'Model 3: AWS Bedrock uses no key, so Model3Key is not used. To use a key of Stability AI, name the model “Stability AI Stable Diffusion 3.5 Large”.',
      'Model 4: the address in ModelOverrides is not https, so its key travels in the open.',
    ]);
  });

  it.each([
    'http://127.0.0.1:8080',
    'http://localhost/v1',
    'http://gpu:8080',
    'http://192.168.1.5',
    'https://x.example',
  ])('has nothing to say about %s', (baseUrl) => {
    expect(check({ ...sound, ModelOverrides: { 1: { baseUrl } } }).notices).toEqual([]);
  });
});

describe('what the check lets through', () => {
  const VARIABLES: Record<string, string> = {
    GlobalRateLimit: 'GLOBAL_RATE_LIMIT',
    IPRateLimit: 'IP_RATE_LIMIT',
    UserRateLimit: 'USER_RATE_LIMIT',
    ImageRetentionDays: 'KEPT_DAYS',
    DailyBudgetUsd: 'DAILY_BUDGET_USD',
    MonthlyBudgetUsd: 'MONTHLY_BUDGET_USD',
    UserMonthlyBudgetUsd: 'USER_MONTHLY_BUDGET_USD',
    AllowedOrigins: 'ALLOWED_ORIGINS',
  };
  const WRITTEN = [
    [1.5, 2.5, '1e3', '1.5', 1e-7, '0.1234567', '1234567890', -1, 'many', '10 €', '2,50', '.5', Number.NaN],
    [
      'https://A.example',
      'https://*.example.org',
      'https://a.example:443',
      'a.example',
      'https://a.example/',
    ],
  ].flat();

  it.each(Object.keys(VARIABLES))('of %s, the functions take, too', (name) => {
    const isText = name === 'AllowedOrigins';
    for (const value of [...WRITTEN, 5, '5', 'https://a.example', '*']) {
      if (isText && typeof value !== 'string') continue;
      const { faults } = check({ ...sound, [name]: value });
      const read = () => readGenerateEnv({ ...FUNCTION_ENVIRONMENT, [VARIABLES[name] ?? '']: String(value) });
      if (faults.length === 0) expect(read).not.toThrow();
      else for (const fault of faults) expect(fault).toContain(name);
    }
  });

  it('is named with what is wrong about it', () => {
    const numbers = { IPRateLimit: 1.5, DailyBudgetUsd: '1e3', ImageRetentionDays: 0 };
    expect(check({ ...sound, ...numbers, AllowedOrigins: 'https://A.example' }).faults).toEqual([
      'IPRateLimit must be a whole number from 1 to 1000000, but is "1.5".',
      'ImageRetentionDays must be a whole number from 1 to 3650, but is "0".',
      'DailyBudgetUsd must be an amount in dollars such as 5 or 2.50, but is "1e3".',
      expect.stringContaining('https://A.example'),
    ]);
  });
});
