import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'ci-steps-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs lines of bash in the place of those of `.ci/run`. */
function run(lines: string) {
  const logs = mkdtempSync(join(folder, 'logs-'));
  const { status, stdout, stderr } = spawnSync('bash', ['-uc', `source .ci/steps.sh\n${lines}`], {
    encoding: 'utf8',
    // With a socket instead, bash would read the settings of the machine.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, CI_LOGS: logs },
  });
  return { status, text: stdout + stderr };
}

/** A folder of tests: `once` fails the first time that it runs, `always` fails, `steady` passes. */
function testsOf(names: readonly ('steady' | 'once' | 'always')[]) {
  const tests = mkdtempSync(join(folder, 'tests-'));
  const mark = join(tests, 'ran');
  const bodies = {
    steady: '',
    always: "throw new Error('it is broken');",
    once: `
      const fs = require('node:fs');
      if (fs.existsSync(${JSON.stringify(mark)})) return;
      fs.writeFileSync(${JSON.stringify(mark)}, '');
      throw new Error('it was too slow');`,
  };
  for (const [index, name] of names.entries()) {
    writeFileSync(join(tests, `${name}-${index}.test.js`), `it('is so', () => { ${bodies[name]} });`);
  }
  writeFileSync(join(tests, 'package.json'), '{}');
  writeFileSync(join(tests, 'jest.config.js'), 'module.exports = { maxWorkers: 1, transform: {} };');
  return `step 'browser tests' node tests/browser/once-more.ts ${join(tests, 'jest.config.js')}\nfinish`;
}

describe('the steps of .ci/run', () => {
  it('end with how many passed and failed, and fail if one did', () => {
    expect(run("step one true\nstep 'the other' true\nfinish")).toMatchObject({
      status: 0,
      text: expect.stringMatching(
        /^ok {4}one \(\d+ s, of processors \d+ s\)\nok {4}the other [\s\S]*\n2 passed, 0 failed\n$/,
      ),
    });
    expect(run("step one true\nstep other sh -c 'echo no; false'\nfinish")).toMatchObject({
      status: 1,
      text: expect.stringMatching(
        /\nFAIL {2}other \(\d+ s, of processors \d+ s\), all of it in .*:\n {6}no\n[\s\S]*\n1 passed, 1 failed\n$/,
      ),
    });
  });

  it('count what cannot run here as neither, and list it at the end', () => {
    const { status, text } = run("step one sh -c 'echo there is no moon; exit 77'\nfinish");
    expect(status).toBe(0);
    expect(text).toMatch(
      /NOT RUN on this machine:\n {2}one: there is no moon\n[\s\S]*\n0 passed, 0 failed\n$/,
    );
  });

  it('await what runs beside others, and fail with it', () => {
    const { status, text } = run(
      "beside slow sh -c 'sleep 1; exit 3'\nstep quick true\nawait_beside slow\nfinish",
    );
    expect(status).toBe(1);
    expect(text).toMatch(/^ok {4}quick [\s\S]*\nFAIL {2}slow \(\d s, [\s\S]*\n1 passed, 1 failed\n$/);
  });

  it('begin behind what runs beside others, if they have to', () => {
    const { status, text } = run(`
      beside first sh -c 'sleep 1; echo first >>"$CI_LOGS/order"; exit 3'
      behind first second sh -c 'echo second >>"$CI_LOGS/order"'
      await_beside second
      await_beside first
      step order sh -c 'test "$(echo $(cat "$CI_LOGS/order"))" = "first second"'
      finish`);
    expect(text).toMatch(/^ok {4}second [\s\S]*\nFAIL {2}first [\s\S]*\nok {4}order /);
    expect(status).toBe(1);
  });

  it('say in the end how long they took, and for how long processors had nothing to do', () => {
    const { text } = run('step one sleep 1\nfinish');
    expect(text).toMatch(/\n\d+ seconds, of which processors idled for \d+; logs in /);
  });
});

describe('the seconds of processors that a step took', () => {
  const WORK = "'while (process.cpuUsage().user < 1.2e6) for (let count = 0; count < 1e6; count++);'";

  it('are those of its own programs, not of what ended beside it', () => {
    const { text } = run(`
      beside works node -e ${WORK}
      step waits sh -c 'while ! grep -qs . "$CI_LOGS/works.log.seconds"; do sleep 1; done'
      await_beside works
      finish`);
    const secondsOf = (name: string) =>
      Number(new RegExp(`${name} \\(\\d+ s, of processors (\\d+) s\\)`).exec(text)?.[1]);
    expect(secondsOf('works')).toBeGreaterThanOrEqual(1);
    expect(secondsOf('waits')).toBe(0);
  });
});

describe('a browser test of .ci/run that fails', () => {
  it('passes if it does so when run again, and is told of with how it failed', () => {
    const { status, text } = run(testsOf(['steady', 'once']));
    expect(text).toMatch(/^ok {4}browser tests /);
    expect(text).toMatch(
      /flaky: .*once-1\.test\.js passed only when run again; the first time:\n[\s\S]*it was too slow[\s\S]*\n1 passed, 0 failed\n$/,
    );
    // Once with its failure, once at the very end.
    expect(text.match(/flaky: /g)).toHaveLength(2);
    expect(status).toBe(0);
  });

  it('fails if it fails twice, whatever another one does', () => {
    const { status, text } = run(testsOf(['steady', 'once', 'always']));
    expect(text).toMatch(
      /^FAIL {2}browser tests [\s\S]*it is broken[\s\S]*failed twice: .*always-2\.test\.js\n/,
    );
    expect(text).toMatch(
      /flaky: .*once-1\.test\.js passed only when run again[\s\S]*\n0 passed, 1 failed\n$/,
    );
    expect(status).toBe(1);
  });

  it('fails at once where many do', () => {
    const { status, text } = run(testsOf(Array.from({ length: 6 }, () => 'always')));
    expect(text).toMatch(/6 files failed: too many for chance, so none is run again/);
    expect(status).toBe(1);
  });

  it('is not told of where all is well, or where jest does not start', () => {
    const well = run(testsOf(['steady']));
    expect(well).toMatchObject({ status: 0, text: expect.not.stringMatching(/flaky|again/) });
    const none = run("step 'browser tests' node tests/browser/once-more.ts /nowhere/jest.config.js\nfinish");
    expect(none).toMatchObject({ status: 1, text: expect.stringMatching(/\n0 passed, 1 failed\n$/) });
  });

  it('is run that way by .ci/run', () => {
    const script = readFileSync('.ci/run', 'utf8');
    expect(script).toMatch(/\nbeside "\$BROWSER" engine_tests --testPathIgnorePatterns \/timed\/\n/);
    expect(script).toMatch(/\nstep 'browser tests that measure time' browser_tests --runInBand \/timed\/\n/);
    expect(script).toMatch(/\nengine_tests\(\) \{\n.* browser_tests "\$@"\n\}/);
    const [, body] = /\nbrowser_tests\(\) \{\n([\s\S]*?)\n\}/.exec(script) ?? [];
    expect(body?.split('\n').at(-1)?.trim()).toBe(
      'node tests/browser/once-more.ts tests/browser/jest.config.js "$@"',
    );
  });
});
