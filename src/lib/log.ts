/** What use cases need of a logger; Powertools' fits. Fields never hold keys, addresses or prompts. */
export interface Log {
  info(message: string, fields: Record<string, unknown>): void;
  warn(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}
