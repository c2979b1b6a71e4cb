import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

interface Step {
  name?: string;
  uses?: string;
  run?: string;
  env?: Record<string, string>;
}
interface Job {
  needs?: string | string[];
  environment?: string;
  permissions?: Record<string, string>;
  steps?: Step[];
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  concurrency: { group: string };
  jobs: Record<string, Job>;
}

const PROJECT = resolve(import.meta.dirname, '../..');
const NAMES = ['test', 'deploy-staging', 'deploy-production'];
const read = (name: string) =>
  parse(readFileSync(join(PROJECT, `.github/workflows/${name}.yml`), 'utf8')) as Workflow;

/** Runs a step's own shell text in an empty folder that sees the scripts. */
function runStep(step: Step | undefined, env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-test-'));
  const output = join(folder, 'output');
  writeFileSync(output, '');
  const text = (step?.run ?? 'exit 99').replaceAll('scripts/', `${PROJECT}/scripts/`);
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', text], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${PROJECT}/node_modules/.bin:/usr/bin:/bin`, GITHUB_OUTPUT: output, ...env },
  });
  return { status, text: stdout + stderr, output: readFileSync(output, 'utf8'), folder };
}

const production = read('deploy-production');
const gate = production.jobs.gate?.steps?.find(({ run }) => run?.includes('ci-gate'));

describe('the gate of production', () => {
  const byHand = { EVENT: 'workflow_dispatch', GITHUB_REF_NAME: 'main', GITHUB_SHA: '0123456789' };
  const release = { EVENT: 'release', PRERELEASE: 'false' };

  it('opens for the typed confirmation', () => {
    const { status, output } = runStep(gate, { ...byHand, CONFIRMATION: 'deploy-production' });
    expect(status).toBe(0);
    expect(output).toBe('version=main 0123456\n');
  });

  it.each(['', 'yes', 'Deploy-Production', ' deploy-production', 'deploy-production; true'])(
    'stays shut for the confirmation "%s"',
    (CONFIRMATION) => {
      const { status, text } = runStep(gate, { ...byHand, CONFIRMATION });
      expect(status).toBe(1);
      expect(text).toContain('deploy-production');
    },
  );

  it.each(['v1.0.0', '2.10.3', 'v0.0.1'])('opens for a release of %s', (TAG) => {
    const { status, output } = runStep(gate, { ...release, TAG });
    expect(status).toBe(0);
    expect(output).toBe(`version=${TAG}\n`);
  });

  it.each(['latest', 'v1.0', 'v01.0.0', 'v1.0.0-rc.1', 'v1.0.0\nversion=evil', '$(touch x)v1.0.0'])(
    'stays shut for a release of %j',
    (TAG) => {
      const { status, output } = runStep(gate, { ...release, TAG });
      expect(status).toBe(1);
      expect(output).toBe('');
    },
  );

  it('stays shut for a pre-release and for any other event', () => {
    expect(runStep(gate, { ...release, TAG: 'v1.0.0', PRERELEASE: 'true' }).status).toBe(1);
    expect(runStep(gate, { EVENT: 'push' }).status).toBe(1);
    expect(runStep(gate, {}).status).toBe(1);
  });

  it('stands before the tests, and both before the deployment behind the reviewers', () => {
    expect(production.jobs.test?.needs).toBe('gate');
    expect(production.jobs.deploy?.needs).toEqual(['gate', 'test']);
    expect(production.jobs.deploy?.environment).toBe('production');
  });
});

describe('the parameters of an environment', () => {
  const step = read('deploy-staging').jobs.deploy?.steps?.find(({ run }) => run?.includes('ci-parameters'));

  it('are written so that only the runner can read them', () => {
    const PARAMETERS_JSON = '{"Parameters": {"Model1Key": "a \\"b\\" $c `d`"}}';
    const { status, folder, text } = runStep(step, { PARAMETERS_JSON });
    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'parameters.json'), 'utf8')).toBe(PARAMETERS_JSON);
    expect(statSync(join(folder, 'parameters.json')).mode & 0o777).toBe(0o600);
    expect(text).not.toContain('$c');
  });

  it.each(['not json sk-secret', '[]', '{"Parameters": "sk-secret"}'])(
    'are refused as %s, unquoted',
    (text) => {
      const outcome = runStep(step, { PARAMETERS_JSON: text });
      expect(outcome.status).toBe(1);
      expect(outcome.text).not.toContain('sk-secret');
    },
  );

  it('may be left to the stack', () => {
    expect(runStep(step, {}).status).toBe(0);
  });
});

describe('what production tells people', () => {
  const env = { VERSION: 'v1.2.3', RUN_URL: 'https://example.org/run/1', GITHUB_REPOSITORY: 'o/r' };

  /** A `gh` that keeps what it is called with, and the file that it is given. */
  function withGh(step: Step | undefined, more: Record<string, string> = {}) {
    const bin = mkdtempSync(join(tmpdir(), 'gh-stand-in-'));
    const script = `#!/bin/sh
echo "$@" >> ${bin}/calls
[ "$2" = view ] && echo 'Old notes'
for last; do :; done
[ -f "$last" ] && cat "$last" > ${bin}/file
exit 0
`;
    writeFileSync(join(bin, 'gh'), script, { mode: 0o755 });
    const outcome = runStep(step, { ...env, PATH: `${bin}:/usr/bin:/bin`, ...more });
    const read = (name: string) => readFileSync(join(bin, name), 'utf8');
    return { ...outcome, calls: read('calls'), file: read('file') };
  }

  it('a line on the release, below its notes', () => {
    const { status, calls, file } = withGh(production.jobs.announce?.steps?.at(-1));
    expect(status).toBe(0);
    expect(calls).toContain('release edit v1.2.3 --repo o/r');
    expect(file).toMatch(
      /^Old notes\n\n\n---\nDeployed to production on .* \(\[run\]\(https:\/\/example\.org/,
    );
  });

  it('an issue when it failed', () => {
    const { status, calls, file } = withGh(production.jobs.report?.steps?.at(-1), {
      RESULTS: 'gate success, test success, deploy failure',
    });
    expect(status).toBe(0);
    expect(calls).toContain('issue create --repo o/r --title Production deployment of v1.2.3 failed');
    expect(file).toContain('deploy failure');
  });
});

describe.each(NAMES)('%s.yml', (name) => {
  const workflow = read(name);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);

  it('pins every action to a commit', () => {
    for (const { uses } of steps)
      if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });

  it('gives no permission to the whole workflow, and to each job only its own', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of Object.values(workflow.jobs)) expect(job.permissions).toBeDefined();
  });

  it('never lets two runs change the same thing', () => {
    expect(workflow.concurrency.group).toBeTruthy();
  });

  it('puts no expression into shell text', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });
});
