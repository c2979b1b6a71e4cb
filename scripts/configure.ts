import { StackFault } from '../src/local/fault.ts';
import { chooseTask } from './configure/menu.ts';
import { readFile, saveFile } from './configure/parameters-file.ts';

const USAGE = `Usage: npm run configure [-- dev|staging|prod]

Asks for models, keys and limits and writes parameters.json, or parameters.<environment>.json, which wins over
parameters.json for that environment; both win over samconfig.toml. Run it again to change one thing.`;

const [environment] = process.argv.slice(2);
if (environment !== undefined && !['dev', 'staging', 'prod'].includes(environment)) {
  console.error(USAGE);
  process.exit(2);
}
const file = environment === undefined ? 'parameters.json' : `parameters.${environment}.json`;

try {
  const parameters = readFile(file);
  console.log(parameters === undefined ? `${file} does not exist yet.\n` : `Changing ${file}.\n`);
  const changed = await chooseTask(parameters);
  if (changed === undefined) console.log('Nothing was changed.');
  else {
    saveFile(file, changed);
    console.log(`\nWrote ${file}; only you can read it, and git ignores it.`);
    console.log('Next: npm start (on this machine), or scripts/deploy.sh dev (docs/deployment.md).');
  }
} catch (error) {
  if (error instanceof StackFault) {
    console.error(error.message);
    process.exitCode = 1;
  } else if (error instanceof Error && error.name === 'ExitPromptError') {
    // Ctrl-C.
    console.log('\nNothing was changed.');
    process.exitCode = 130;
  } else throw error;
}
