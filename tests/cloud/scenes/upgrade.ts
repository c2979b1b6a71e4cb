import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Deployed, draw, lookAt, openRun, type Stage, see, servedPage } from '../stage.ts';
import { DEMOS, type Workspace } from '../workspace.ts';

/** The version that stacks out there may run; its stacks, runs and releases have to stay usable. */
const OLD = '0ef00da';
const STACK = 'pixel-prompt-dev';

/** The old version deployed by its own scripts, a run drawn, updated to this one, and back. */
export async function upgrade(stage: Stage, proved: (claim: string) => void): Promise<void> {
  const old = await stage.copy(OLD);
  old.writeParameters(DEMOS);
  await stage.deploy(old, ['dev', '--yes']);
  const before = await lookAt(stage, STACK);
  const oldPage = await servedPage(before);
  const oldRun = await draw(before);

  const workspace = await stage.copy();
  workspace.writeParameters(DEMOS);
  await stage.deploy(workspace, ['dev', '--yes']);
  const after = await lookAt(stage, STACK);
  seeKept(before, after);
  see('the new page is served', (await servedPage(after)) === builtPage(workspace));
  await openRun(after, oldRun);
  const newRun = await draw(after);
  proved(
    `${OLD}, deployed by its own scripts, updates to this version: data stays, its run opens, the new site serves`,
  );

  await stage.deploy(workspace, ['dev', '--rollback', '--yes']);
  const back = await lookAt(stage, STACK);
  seeKept(before, back);
  see('the old page is served again', (await servedPage(back)) === oldPage);
  await openRun(back, oldRun);
  await openRun(back, newRun);
  proved(`and goes back to ${OLD}, which opens the runs of both`);
}

function seeKept(before: Deployed, after: Deployed): void {
  for (const [id, physicalId] of Object.entries(before.data)) {
    see(`${id} is the same resource`, after.data[id] === physicalId, after.data);
  }
}

const builtPage = ({ folder }: Workspace) => readFileSync(join(folder, 'frontend/dist/index.html'), 'utf8');
