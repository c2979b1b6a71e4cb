import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

interface Step {
  with?: Record<string, unknown>;
  name?: string;
  uses?: string;
  run?: string;
  env?: Record<string, string>;
}
interface Job {
  with?: Record<string, unknown>;
  if?: string;
  outputs?: Record<string, string>;
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
const NAMES = ['test', 'deploy-staging', 'deploy-production', 'rollback'];
const read = (name: string) =>
  parse(readFileSync(join(PROJECT, `.github/workflows/${name}.yml`), 'utf8')) as Workflow;

/** GitHub's expression syntax. */
const expression = (text: string) => `\${{ ${text} }}`;

/** Runs a step's shell text in an empty folder, or in the given one, from which the scripts can be reached. */
function runStep(
  step: Step | undefined,
  env: Record<string, string>,
  folder = mkdtempSync(join(tmpdir(), 'workflow-test-')),
) {
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

/** A checkout with one commit on main and one on a branch that was never merged. */
function checkout() {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-checkout-'));
  const git = (...args: string[]) => {
    const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
    const { status, stdout, stderr } = spawnSync('git', ['-C', folder, ...identity, ...args], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  git('init', '--quiet', '--initial-branch=main');
  git('commit', '--quiet', '--allow-empty', '--message=on main');
  const onMain = git('rev-parse', 'HEAD');
  git('update-ref', 'refs/remotes/origin/main', onMain);
  git('commit', '--quiet', '--allow-empty', '--message=on a branch');
  return { folder, onMain, onBranch: git('rev-parse', 'HEAD') };
}

describe('the gate of production', () => {
  const { folder, onMain, onBranch } = checkout();
  const byHand = { EVENT: 'workflow_dispatch', GITHUB_REF_NAME: 'main', GITHUB_SHA: onMain };
  const release = { EVENT: 'release', GITHUB_SHA: onMain };
  const runGate = (env: Record<string, string>) => runStep(gate, env, folder);

  it('opens for the typed confirmation', () => {
    const { status, output } = runGate({ ...byHand, CONFIRMATION: 'deploy-production' });
    expect(status).toBe(0);
    expect(output).toBe(`version=main ${onMain.slice(0, 7)}\n`);
  });

  it.each([
    ['a run by hand', { ...byHand, CONFIRMATION: 'deploy-production' }],
    ['a release', { ...release, TAG: 'v1.0.0' }],
  ])('stays shut for %s of a commit that is not on main', (_what, env) => {
    const { status, text, output } = runGate({ ...env, GITHUB_SHA: onBranch });
    expect(status).toBe(1);
    expect(text).toContain('not on main');
    expect(output).toBe('');
  });

  it('has the whole history at hand to see that', () => {
    const step = production.jobs.gate?.steps?.find(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(step?.with?.['fetch-depth']).toBe(0);
  });

  it.each(['', 'yes', 'Deploy-Production', ' deploy-production', 'deploy-production; true'])(
    'stays shut for the confirmation "%s"',
    (CONFIRMATION) => {
      const { status, text } = runGate({ ...byHand, CONFIRMATION });
      expect(status).toBe(1);
      expect(text).toContain('deploy-production');
    },
  );

  it.each(['v1.0.0', '2.10.3', 'v0.0.1'])('opens for a release of %s', (TAG) => {
    const { status, output } = runGate({ ...release, TAG });
    expect(status).toBe(0);
    expect(output).toBe(`version=${TAG}\n`);
  });

  it.each(['latest', 'v1.0', 'v01.0.0', 'v1.0.0-rc.1', 'v1.0.0\nversion=evil', '$(touch x)v1.0.0'])(
    'stays shut for a release of %j',
    (TAG) => {
      const { status, output } = runGate({ ...release, TAG });
      expect(status).toBe(1);
      expect(output).toBe('');
    },
  );

  it('stays shut for any other event', () => {
    expect(runGate({ EVENT: 'push', GITHUB_SHA: onMain }).status).toBe(1);
    expect(runGate({}).status).toBe(1);
  });

  it('is not even asked about a pre-release', () => {
    expect(production.jobs.gate?.if).toBe(
      "github.event_name != 'release' || !github.event.release.prerelease",
    );
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

describe('the deployment note of production', () => {
  const env = {
    VERSION: 'v1.2.3',
    RUN_ID: '1',
    RUN_URL: 'https://example.org/run/1',
    GITHUB_REPOSITORY: 'o/r',
  };

  /** A `gh` that keeps what it is called with, and the file that it is given. */
  function withGh(step: Step | undefined, more: Record<string, string> = {}) {
    const bin = mkdtempSync(join(tmpdir(), 'gh-stand-in-'));
    const script = `#!/bin/sh
echo "$@" >> ${bin}/calls
[ "$2" = view ] && echo 'Old notes'
[ "$1" = api ] && echo "$STEPS"
for last; do :; done
[ -f "$last" ] && cat "$last" > ${bin}/file
exit 0
`;
    writeFileSync(join(bin, 'gh'), script, { mode: 0o755 });
    const outcome = runStep(step, { ...env, PATH: `${bin}:/usr/bin:/bin`, ...more });
    const read = (name: string) => (existsSync(join(bin, name)) ? readFileSync(join(bin, name), 'utf8') : '');
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

  const report = production.jobs.report;

  it.each(['test success, deploy failure', 'test success, deploy cancelled', 'test failure, deploy skipped'])(
    'an issue with labels after: %s',
    (RESULTS) => {
      const { status, calls, file } = withGh(report?.steps?.at(-1), { RESULTS, STEPS: '5' });
      expect(status).toBe(0);
      expect(calls).toContain('issue create --repo o/r --title Production deployment of v1.2.3 failed');
      expect(calls).toContain('--label bug --label deployment --label production');
      expect(file).toContain(RESULTS);
    },
  );

  it('nothing when a reviewer said no, which is a job without a step', () => {
    const { status, calls } = withGh(report?.steps?.at(-1), {
      RESULTS: 'test success, deploy failure',
      STEPS: '0',
    });
    expect(status).toBe(0);
    expect(calls).not.toContain('issue create');
  });

  it('nothing when the gate stayed shut, and something when the deployment hung', () => {
    expect(report?.if).toBe("always() && needs.gate.result == 'success' && needs.deploy.result != 'success'");
  });
});

describe('staging', () => {
  const { configured, deploy } = read('deploy-staging').jobs;

  it('is left alone in a repository without AWS settings', () => {
    expect(deploy?.needs).toContain('configured');
    expect(deploy?.if).toBe("needs.configured.outputs.region != ''");
    expect(configured?.outputs?.region).toBe(expression('steps.settings.outputs.region'));
    const summary = join(mkdtempSync(join(tmpdir(), 'workflow-test-')), 'summary');
    const [step] = configured?.steps ?? [];
    const without = runStep(step, { REGION: '', GITHUB_STEP_SUMMARY: summary });
    expect([without.status, without.output]).toEqual([0, 'region=\n']);
    expect(readFileSync(summary, 'utf8')).toContain('nothing is deployed');
    const withRegion = runStep(step, { REGION: 'us-west-2', GITHUB_STEP_SUMMARY: summary });
    expect([withRegion.status, withRegion.output]).toEqual([0, 'region=us-west-2\n']);
  });
});

describe('a rollback', () => {
  const workflow = read('rollback');
  const steps = workflow.jobs['roll-back']?.steps ?? [];
  const confirmation = steps.find(({ run }) => run?.includes('rollback-'));

  it('needs the typed confirmation of its environment before it gets credentials', () => {
    const answer = (CONFIRMATION: string) =>
      runStep(confirmation, { CONFIRMATION, ENVIRONMENT: 'production' }).status;
    expect(answer('rollback-production')).toBe(0);
    for (const wrong of ['', 'rollback', 'rollback-staging', 'deploy-production'])
      expect(answer(wrong)).toBe(1);
    const credentials = steps.findIndex(({ uses }) => uses === './.github/actions/prepare');
    expect(steps.indexOf(confirmation as Step)).toBeLessThan(credentials);
  });

  it('waits for a deployment of the same environment instead of running beside it', () => {
    expect(workflow.concurrency.group).toBe(`deploy-${expression('inputs.environment')}`);
    expect(production.concurrency.group).toBe('deploy-production');
    expect(read('deploy-staging').concurrency.group).toBe('deploy-staging');
  });

  it('uses the script', () => {
    expect(steps.at(-1)?.run).toBe('scripts/deploy.sh "$STAGE" --rollback --yes');
  });
});

describe('a hotfix', () => {
  it('runs npm test alone, behind the same gate and reviewers', () => {
    const jobs = read('test').jobs;
    expect(jobs.audit?.if).toBe(expression('!inputs.hotfix'));
    expect(jobs.check?.steps?.slice(-2)).toEqual([
      { if: expression('!inputs.hotfix'), run: '.ci/run' },
      { if: 'inputs.hotfix', run: 'npm ci && npm test' },
    ]);
    expect(production.jobs.test?.with).toEqual({ hotfix: expression('inputs.hotfix || false') });
  });
});

/** The steps of our own action, which the deployments share. */
const prepare = (
  parse(readFileSync(join(PROJECT, '.github/actions/prepare/action.yml'), 'utf8')) as {
    runs: { steps: Step[] };
  }
).runs.steps;

describe.each(NAMES)('%s.yml', (name) => {
  const workflow = read(name);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);

  it('pins every action to a commit', () => {
    for (const { uses } of [...steps, ...prepare])
      if (uses !== undefined && uses !== './.github/actions/prepare')
        expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
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
