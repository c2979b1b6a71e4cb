// Made by `npm run generate`.
export * from './cancel.ts';
export * from './common.ts';
export * from './constants.ts';
export * from './delete-run.ts';
export * from './enhance.ts';
export * from './error.ts';
export * from './estimate.ts';
export * from './examples.ts';
export * from './gallery.ts';
export * from './generate.ts';
export * from './model-override.ts';
export * from './models.ts';
export * from './operation.ts';
export * from './result.ts';
export * from './shape.ts';
export * from './status.ts';
export * from './worker-event.ts';
