import { FUNCTION_ENVIRONMENT } from '../../tests/helpers/function-environment.ts';

const { POWERTOOLS_METRICS_DISABLED: _written, ...asInTests } = FUNCTION_ENVIRONMENT;

/** Every function's variables as the template would set them, for nine models; nothing listens at the endpoint. */
export const FUNCTION_ENV: Readonly<Record<string, string>> = {
  ...asInTests,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  ENVIRONMENT: 'prod',
  MODEL_COUNT: '9',
  MODEL_NAMES: [
    'GPT Image 2.6 Flare',
    'Nano Banana 2.1',
    'Stable Diffusion 3.5 Large',
    'Stable Image Ultra',
    'FLUX.2 Pro',
    'FLUX.2 Klein 9B',
    'Recraft v3',
    'Recraft v4.1',
    'Nano Banana 2 Lite',
  ].join('|'),
  MODEL_OVERRIDES: '{}',
};
