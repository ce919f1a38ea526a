import { join } from 'node:path/posix';
import { parseSync } from 'vite';

/** One import, re-export or dynamic import of a source file. */
export interface Import {
  /** A path from the root where the import is relative, the package's name otherwise. */
  target: string;
  /** `import type` and `export type`: gone before the code runs. */
  typeOnly: boolean;
}

/** What a source file imports. `file` is its path from the root. */
export function importsOf(file: string, source: string): Import[] {
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`);

  const found = [
    ...module.staticImports.map(({ start, moduleRequest }) => ({ start, name: moduleRequest.value })),
    ...module.staticExports.flatMap(({ start, entries }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [{ start, name: moduleRequest.value }] : [])),
    ),
    ...module.dynamicImports.map(({ start, moduleRequest }) => ({
      start,
      name: source.slice(moduleRequest.start, moduleRequest.end).replaceAll(/^['"`]|['"`]$/g, ''),
    })),
  ];
  return found.map(({ start, name }) => ({
    target: name.startsWith('.') ? join(file, '..', name) : name,
    // `import { type T }` does not count: the import itself stays in the code.
    typeOnly: /^(import|export)\s+type\b/.test(source.slice(start)),
  }));
}
