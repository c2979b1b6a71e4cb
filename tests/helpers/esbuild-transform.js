// Jest runs our TypeScript as native ES modules; esbuild only strips the types.
import { transformSync } from 'esbuild';

const loaders = { '.ts': 'ts', '.tsx': 'tsx', '.mts': 'ts' };

export default {
  process(source, path) {
    const extension = path.slice(path.lastIndexOf('.'));
    const { code, map } = transformSync(source, {
      loader: loaders[extension] ?? 'js',
      format: 'esm',
      target: 'node24',
      jsx: 'automatic',
      sourcefile: path,
      sourcemap: 'both',
    });
    return { code, map };
  },
};
