import { StackFault } from '../local/fault.ts';
import { chooseTask } from './configure/menu.ts';
import { differing, readFile, saveFile } from './configure/parameters-file.ts';
import { DeployError } from './deploy/deploy-error.ts';

const USAGE = `Usage: npm run configure [-- dev|staging|prod]

Asks for models, keys, limits and budgets and writes parameters.json, or parameters.<environment>.json, which wins over
parameters.json for that environment; both win over samconfig.toml. Run it again to change one thing.`;

const [environment] = process.argv.slice(2);
if (environment !== undefined && !['dev', 'staging', 'prod'].includes(environment)) {
  console.error(USAGE);
  process.exit(2);
}
const common = 'parameters.json';
const file = environment === undefined ? common : `parameters.${environment}.json`;
if (!process.stdin.isTTY) {
  console.error('This asks questions and needs a terminal. Without one: copy parameters.example.json to');
  console.error(`${file} and fill in the keys as they are.`);
  process.exit(2);
}

try {
  const own = readFile(file);
  const base = environment === undefined ? undefined : readFile(common);
  console.log(introduction(own !== undefined, base !== undefined));
  const wanted = await chooseTask(own || base ? { ...base, ...own } : undefined, base ?? {});
  const changed = wanted && differing(wanted, base ?? {}, own ?? {});
  if (changed === undefined) console.log('Nothing was changed.');
  else {
    saveFile(file, changed);
    console.log(`\nWrote ${file}; only you can read it, and git ignores it.`);
    console.log(
      environment === undefined
        ? 'Next: npm start (with these models, on this machine), or scripts/deploy.sh dev --plan'
        : `Next: scripts/deploy.sh ${environment} --plan`,
    );
  }
} catch (error) {
  if (error instanceof StackFault || error instanceof DeployError) {
    console.error(error.message);
    process.exitCode = 1;
  } else if (error instanceof Error && error.name === 'ExitPromptError') {
    // Ctrl-C.
    console.log('\nNothing was changed.');
    process.exitCode = 130;
  } else throw error;
}

function introduction(exists: boolean, hasBase: boolean): string {
  if (hasBase) {
    return [
      `What you change here is for ${environment} alone and goes into ${file};`,
      `the rest stays as in ${common}.\n`,
    ].join('\n');
  }
  if (exists) return `Changing ${file}.\n`;
  return [
    `${file} does not exist yet. You are asked for models, keys, limits and budgets;`,
    'it is written at the end, Ctrl-C leaves without. Prices are per picture. Models on AWS Bedrock',
    'and the demonstration models need no key.\n',
  ].join('\n');
}
