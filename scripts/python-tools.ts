import { homedir } from 'node:os';
import { join } from 'node:path';

const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');

/** The folder of the Python programs that `.ci/run` installs: SAM, schemathesis and others. */
export const PYTHON_TOOLS = join(process.env.PIXEL_PROMPT_VENV || join(cache, 'pixel-prompt', 'venv'), 'bin');
