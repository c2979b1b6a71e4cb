import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeModel } from '../../scripts/configure/model-choices.ts';
import { KEYS, openTerminal, type Terminal } from './terminal.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const SECRET = 'sk-"quoted" $x\\y';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'configure-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const COMMAND = `${PROJECT}/node_modules/.bin/node ${PROJECT}/scripts/configure.ts`;
const configure = (environment = ''): Terminal => openTerminal(`${COMMAND} ${environment}`, folder);
const parameters = (file = 'parameters.json') =>
  (
    JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      Parameters: Record<string, unknown>;
    }
  ).Parameters;

async function answer(terminal: Terminal, question: string, text = ''): Promise<void> {
  await terminal.see(question);
  terminal.type(text + KEYS.enter);
}

/** The list is filtered while typing, so the wanted line has to be visible before Enter. */
async function pick(terminal: Terminal, question: string, typed: string, line: string): Promise<void> {
  await terminal.see(question);
  terminal.type(typed);
  await terminal.see(typed);
  await terminal.see(`❯ ${line}`);
  await terminal.settle();
  terminal.type(KEYS.enter);
}

async function firstTime(): Promise<Terminal> {
  const terminal = configure();
  await answer(terminal, 'How many models', '2');
  await pick(terminal, 'Model 1', 'gptim26fl', 'GPT Image 2.6 Flare');
  await answer(terminal, 'Key of model 1', SECRET);
  await pick(terminal, 'Model 2', 'demobau', 'Demo Bauhaus');
  await answer(terminal, 'whose vendor rewrites prompts');
  await answer(terminal, 'Runs per hour', '200');
  await answer(terminal, 'Runs per day');
  await answer(terminal, 'Addresses without a limit', '192.0.2.0/24');
  await answer(terminal, 'Budget per day', '2.5');
  await answer(terminal, 'Budget per month');
  await terminal.see('Wrote parameters.json');
  return terminal;
}

describe('npm run configure', () => {
  it('asks for models, keys and limits, and writes them where only the owner reads them', async () => {
    const terminal = await firstTime();
    expect(await terminal.exitCode()).toBe(0);
    expect(parameters()).toEqual({
      ModelCount: 2,
      Model1Name: 'GPT Image 2.6 Flare',
      Model1Key: SECRET,
      Model2Name: 'Demo Bauhaus',
      Model2Key: 'N/A',
      PromptModelIndex: 1,
      GlobalRateLimit: 200,
      IPWhitelist: '192.0.2.0/24',
      DailyBudgetUsd: 2.5,
      MonthlyBudgetUsd: 100,
    });
    expect(statSync(join(folder, 'parameters.json')).mode & 0o777).toBe(0o600);
  });

  it('says what each environment has by itself, and proposes a budget', async () => {
    const terminal = await firstTime();
    expect(terminal.shown()).toContain('dev 100 an hour, 20 a day for one address; staging 1000, 50; prod');
    expect(terminal.shown()).toContain('Budget per day in US dollars (0 for none) (10)');
  });

  it('never shows a key, and shows price and notice beside the models', async () => {
    const terminal = await firstTime();
    expect(terminal.shown()).not.toContain(SECRET);
    // Prices change with the catalog: whatever it says now has to be in the list.
    const about = describeModel('GPT Image 2.6 Flare', Date.now())?.about;
    expect(about).toMatch(/^OpenAI, \$0\.\d+–0\.\d+$/);
    expect(terminal.shown()).toContain(`GPT Image 2.6 Flare  ·  ${about}`);
  });

  /** Enter on a line of the menu. */
  async function choose(terminal: Terminal, line: string): Promise<void> {
    await terminal.see('What is to change?');
    await terminal.settle();
    terminal.type(line.slice(0, 6));
    await terminal.see(`❯ ${line}`);
    terminal.type(KEYS.enter);
  }

  it('changes one thing and leaves the others alone', async () => {
    await (await firstTime()).exitCode();
    const before = parameters();
    const terminal = configure();
    await terminal.see('What is to change?');
    terminal.type(KEYS.down);
    await terminal.see('❯  2. Demo Bauhaus');
    terminal.type(KEYS.enter);
    await pick(terminal, 'Model 2', 'contour', 'Demo Contour');
    await choose(terminal, 'Save');
    await terminal.see('Wrote parameters.json');
    expect(parameters()).toEqual({ ...before, Model2Name: 'Demo Contour' });
  });

  it('keeps model and key on Enter, and a limit until it is taken out', async () => {
    await (await firstTime()).exitCode();
    const { GlobalRateLimit, ...others } = parameters();
    expect(GlobalRateLimit).toBe(200);
    const terminal = configure();
    await answer(terminal, 'What is to change?');
    await terminal.see('Model 1 (now GPT Image 2.6 Flare)');
    await terminal.see('❯ GPT Image 2.6 Flare');
    await terminal.settle();
    terminal.type(KEYS.enter);
    await answer(terminal, 'empty for the one there is');
    await choose(terminal, 'Limits and budgets');
    await answer(terminal, 'Runs per hour for everybody together (empty keeps 200', '-');
    for (const question of ['Runs per day', 'Addresses', 'Budget per day', 'Budget per month']) {
      await answer(terminal, question);
    }
    await choose(terminal, 'Save');
    await terminal.see('Wrote parameters.json');
    expect(parameters()).toEqual(others);
  });

  it('never proposes the key of one vendor to another', async () => {
    await (await firstTime()).exitCode();
    const terminal = configure();
    await answer(terminal, 'What is to change?');
    // “Flux Pro” is closer, but switched off.
    await pick(terminal, 'Model 1', 'fluxpro', 'FLUX.2 Pro ');
    await terminal.see('(empty for none yet)');
    terminal.type(KEYS.interrupt);
    expect(await terminal.exitCode()).toBe(130);
  });

  it('lets a missing key be put in instead of losing all other answers', async () => {
    const terminal = configure();
    await answer(terminal, 'How many models', '1');
    await pick(terminal, 'Model 1', 'nanobananapro', 'Nano Banana Pro');
    for (const question of [
      'Key of model 1',
      'rewrites prompts',
      'Runs per hour',
      'Runs per day',
      'Addresses',
    ]) {
      await answer(terminal, question);
    }
    for (const question of ['Budget per day', 'Budget per month']) await answer(terminal, question);
    await terminal.see('To be put right: Model1Key is missing');
    await answer(terminal, 'What is to change?');
    await terminal.see('Model 1');
    await terminal.settle();
    terminal.type(KEYS.enter);
    await answer(terminal, 'Key of model 1', SECRET);
    await choose(terminal, 'Save');
    await terminal.see('Wrote parameters.json');
    expect(parameters()).toMatchObject({ Model1Name: 'Nano Banana Pro', Model1Key: SECRET });
  });

  it('writes for one environment only what is to differ there', async () => {
    await (await firstTime()).exitCode();
    const terminal = configure('prod');
    await terminal.see('for prod alone');
    await choose(terminal, 'Limits and budgets');
    await answer(terminal, 'Runs per hour for everybody together (empty keeps 200)', '300');
    for (const question of ['Runs per day', 'Addresses']) await answer(terminal, question);
    await answer(terminal, 'Budget per day', '40');
    await answer(terminal, 'Budget per month');
    await choose(terminal, 'Limits and budgets');
    await answer(terminal, '(empty keeps 300, - for the common 200)', '-');
    for (const question of ['Runs per day', 'Addresses', 'Budget per day', 'Budget per month']) {
      await answer(terminal, question);
    }
    await choose(terminal, 'Save');
    await terminal.see('Wrote parameters.prod.json');
    expect(parameters('parameters.prod.json')).toEqual({ DailyBudgetUsd: 40 });
  });

  it('proposes models by the keys of the environment, with the price of a run before anything is written', async () => {
    const environment = { OPENAI_API_KEY: SECRET, FAL_KEY: 'id:secret-of-fal' };
    const terminal = openTerminal(COMMAND, folder, environment);
    await terminal.see('OPENAI_API_KEY: OpenAI');
    await terminal.see('FAL_KEY: fal.ai has no free request');
    await terminal.see('1. GPT Image 2.6');
    await answer(terminal, 'Start with these 2 models? A run of all of them costs up to $');
    await answer(terminal, 'whose vendor rewrites prompts');
    await answer(terminal, 'Runs per hour');
    await answer(terminal, 'Runs per day');
    await answer(terminal, 'Addresses without a limit');
    await answer(terminal, 'Budget per day');
    await answer(terminal, 'Budget per month');
    await terminal.see('2 models; a run of all of them costs up to $');
    await terminal.see('Wrote parameters.json');
    expect(await terminal.exitCode()).toBe(0);
    expect(parameters()).toMatchObject({
      ModelCount: 2,
      Model1Key: SECRET,
      Model2Key: 'id:secret-of-fal',
      PromptModelIndex: 1,
    });
    for (const key of [SECRET, 'secret-of-fal']) expect(terminal.shown()).not.toContain(key);
  });

  it('asks for models where the proposal is declined', async () => {
    const terminal = openTerminal(COMMAND, folder, { FAL_KEY: 'id:secret-of-fal' });
    await answer(terminal, 'Start with this model?', 'n');
    await answer(terminal, 'How many models', '1');
    await pick(terminal, 'Model 1', 'demobau', 'Demo Bauhaus');
    await terminal.see('whose vendor rewrites prompts');
    terminal.end();
  });

  it('says what to do without a terminal', () => {
    const { status, stderr } = spawnSync('bash', ['-c', `${COMMAND} </dev/null`], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('copy parameters.example.json to');
  });

  it('says that a retired model runs on its successor', async () => {
    const terminal = configure();
    await answer(terminal, 'How many models', '1');
    await pick(terminal, 'Model 1', 'dalle3', 'DALL-E 3');
    await terminal.see('GPT Image 2.6 Flare');
    terminal.type(KEYS.interrupt);
    await terminal.exitCode();
  });

  it('writes nothing when it is interrupted', async () => {
    const terminal = configure();
    await terminal.see('How many models');
    terminal.type(KEYS.interrupt);
    expect(await terminal.exitCode()).toBe(130);
    expect(() => parameters()).toThrow();
  });

  it('says where a broken file is broken, without quoting it', async () => {
    writeFileSync(join(folder, 'parameters.json'), '{"Parameters": {"Model1Key": "sk-secret" "x"}}');
    const terminal = configure();
    expect(await terminal.exitCode()).toBe(1);
    expect(terminal.shown()).toContain('parameters.json:1 is not JSON');
    expect(terminal.shown()).not.toContain('sk-secret');
  });
});
