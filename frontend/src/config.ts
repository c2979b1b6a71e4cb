/** What the build was told; `import.meta.env` does not exist outside Vite. */
const environment = import.meta.env as Partial<ImportMetaEnv> | undefined;

function text(name: string): string {
  const value: unknown = environment?.[name];
  return typeof value === 'string' ? value.trim() : '';
}

export const config = {
  /** Origin of the API without a slash at its end; empty means the page's own origin. */
  apiEndpoint: text('VITE_API_ENDPOINT').replace(/\/+$/, ''),
  /** `dev`, `staging`, `prod`, or empty where nothing was said. */
  environment: text('VITE_ENVIRONMENT'),
  /** Major version of the HTTP contract that this front end speaks. */
  contractVersion: '1',
} as const;
