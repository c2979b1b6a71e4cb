import { DeployError } from './deploy/deploy-error.ts';
import { checkTools } from './deploy/tools.ts';

/** Before `npm run build`: the shell's own "sam: not found" does not say where it comes from. */
try {
  await checkTools(['sam']);
} catch (error) {
  if (!(error instanceof DeployError)) throw error;
  console.error(`${error.message}${error.hint ? `\n${error.hint}` : ''}`);
  console.error(
    'The front end alone: npm run build -w frontend. Without SAM the product runs too: npm start',
  );
  process.exitCode = error.exitCode;
}
