export const THEME_NAMES = [
  'light',
  'people',
  'animals',
  'places',
  'objects',
  'type',
  'abstract',
  'impossible',
] as const;
export type ThemeName = (typeof THEME_NAMES)[number];
export type Prompts = Readonly<Record<ThemeName, readonly string[]>>;
