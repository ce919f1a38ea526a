import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../scripts/root.ts';

const exec = promisify(execFile);

/** Runs a command to its end; rejects with all that it said when it fails. */
export async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    return (await exec(command, args, { cwd })).stdout;
  } catch (error) {
    const { message, stdout = '', stderr = '' } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${message}\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** Packs a package as it would be published, and gives the tarball's path. */
export async function pack(name: string, folder: string): Promise<string> {
  const tarball = join(folder, `${name}.tgz`);
  await run('npx', ['-y', 'pnpm@12', 'pack', '--out', tarball], join(root, name));
  return tarball;
}

/** Makes `folder` a project that has the tarball installed, and whatever the package depends on. */
export async function install(
  name: string,
  tarball: string,
  dependencies: readonly string[],
  folder: string,
): Promise<void> {
  const home = join(folder, 'node_modules/@signalbox', name);
  await mkdir(home, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', home, '--strip-components=1'], folder);
  await link(name, dependencies, folder);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
}

/** Installs in `folder` what the workspace has installed for a package. */
export async function link(name: string, dependencies: readonly string[], folder: string): Promise<void> {
  for (const dependency of dependencies) {
    const path = join(folder, 'node_modules', dependency);
    await mkdir(dirname(path), { recursive: true });
    await symlink(join(root, name, 'node_modules', dependency), path, 'dir');
  }
}
