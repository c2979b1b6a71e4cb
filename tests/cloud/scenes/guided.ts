import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTerminal } from '../../deploy/terminal.ts';
import { lookAt, type Stage, see, servedPage } from '../stage.ts';
import type { Workspace } from '../workspace.ts';

const STACK = 'guided-pixels';
const PATIENCE_MS = 300_000;
/** How a question of SAM ends: `Stack Name [pixel-prompt-dev]: `, `Is this okay? [y/N]: `, `Parameter Model1Key: `. */
const QUESTION = /(?:^|\n)[^\n]*[?\]\w]: $/;

/** `sam deploy --guided` in a terminal, as docs/deployment.md describes it. */
export async function guided(stage: Stage, proved: (claim: string) => void): Promise<void> {
  const workspace = await stage.copy();
  const built = await stage.run(workspace, 'sam', ['build']);
  see('a bare sam build works', built.code === 0, built.stderr.slice(-600));
  copyFileSync(join(workspace.folder, 'samconfig.toml'), join(workspace.folder, 'samconfig.local.toml'));
  const tracked = readFileSync(join(workspace.folder, 'samconfig.toml'), 'utf8');

  const terminal = openTerminal(
    'sam deploy --guided --config-file samconfig.local.toml',
    workspace.folder,
    stage.env,
  );
  let ended = false;
  const code = terminal.exitCode().then((exitCode) => {
    ended = true;
    return exitCode;
  });
  const questions: string[] = [];
  for (const deadline = Date.now() + PATIENCE_MS; !ended && Date.now() < deadline; await sleep(20)) {
    await terminal.settle();
    const screen = terminal.shown();
    const question = QUESTION.exec(screen)?.[0].trim();
    if (question === undefined || ended) continue;
    questions.push(question);
    terminal.type(answerTo(question));
    while (!ended && terminal.shown().length === screen.length) await sleep(20);
  }
  stage.log(terminal.shown());
  if (!ended) terminal.end();
  see('guided mode ends well', (await code) === 0, terminal.shown().slice(-800));

  const documented = /Guided mode asks (\d+) questions/.exec(
    readFileSync(join(workspace.folder, 'docs/deployment.md'), 'utf8'),
  )?.[1];
  see('docs/deployment.md tells how many questions', documented === String(questions.length), {
    documented,
    asked: questions.length,
    questions,
  });
  see(
    'no question is about authentication',
    !questions.some((question) => question.includes('authentication')),
  );
  see('git sees no change', readFileSync(join(workspace.folder, 'samconfig.toml'), 'utf8') === tracked);
  proved(`sam deploy --guided asks ${questions.length} questions, as docs/deployment.md says, and deploys`);
  await seeSite(stage, workspace);
  proved('and the script then brings the site to that stack, whatever it was named');
}

/** The next step of docs/deployment.md: SAM alone does not upload the site. */
async function seeSite(stage: Stage, workspace: Workspace): Promise<void> {
  const text = await stage.deploy(workspace, ['dev', '--yes']);
  see('the script finds the stack', text.includes(`${STACK} in account`), text.slice(0, 600));
  see('it keeps what was answered', text.includes(`${STACK} keeps its models, keys and limits`), text);
  const page = await servedPage(await lookAt(stage, STACK));
  const built = readFileSync(join(workspace.folder, 'frontend/dist/index.html'), 'utf8');
  see('the site of that stack is served', page === built);
}

function answerTo(question: string): string {
  if (question.startsWith('Stack Name')) return `${STACK}\r`;
  if (/^Parameter (Model\d+Key|VendorKeys)/.test(question)) return 'N/A\r';
  if (/Deploy this changeset/.test(question)) return 'y\r';
  return '\r';
}
