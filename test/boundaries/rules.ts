import { importsOf, type Import } from './imports.ts';

interface Rule {
  /** Which files it is about, by their path from the root. */
  files: RegExp;
  allows(imported: Import, file: string): boolean;
  says: string;
}

const rules: readonly Rule[] = [
  {
    files: /^core\/src\/evaluator\//,
    allows: ({ target }) => /^(core\/src\/evaluator\/|murmurhash$)/.test(target),
    says: 'the evaluator imports only itself and murmurhash',
  },
  {
    files: /^core\/src\/sync\//,
    allows: ({ target }) => /^core\/src\/(evaluator|sync)\//.test(target),
    says: 'sync imports only itself and the evaluator',
  },
  {
    files: /^core\/src\/openfeature\//,
    allows: ({ target, typeOnly }) =>
      target.startsWith('core/src/openfeature/') ||
      (typeOnly && /^core\/src\/(evaluator|sync)\//.test(target)),
    says: 'what the OpenFeature providers share imports only itself, and types of the core: the client comes from outside',
  },
  {
    files: /^sdk-node\/src\//,
    allows: ({ target }, file) =>
      /^(sdk-node\/src\/|node:|eventsource$|@signalbox\/core\/)/.test(target) ||
      isOpenFeature('@openfeature/server-sdk', target, file) ||
      (file.startsWith('sdk-node/src/middleware/') && target === '@signalbox/sdk-node'),
    says: 'the Node SDK imports only the core and eventsource; OpenFeature in its own folder; middleware its main entry',
  },
  {
    files: /^sdk-browser\/src\//,
    allows: ({ target }, file) =>
      /^(sdk-browser\/src\/|@signalbox\/core\/)/.test(target) ||
      isOpenFeature('@openfeature/web-sdk', target, file) ||
      (file.startsWith('sdk-browser/src/react/') && /^react(\/|$)/.test(target)) ||
      (/^sdk-browser\/src\/(explain|react)\//.test(file) && target === '@signalbox/sdk-browser'),
    says: 'the browser SDK imports only the core; React and OpenFeature each in its own folder',
  },
  {
    files: /^admin-ui\/src\//,
    allows: ({ target, typeOnly }) =>
      isOwnOrForeign('admin-ui', target) ||
      target === '@signalbox/core/evaluator' ||
      (typeOnly && target.startsWith('@signalbox/server/')),
    says: 'the admin UI imports only core/evaluator, and only types from the server',
  },
  {
    files: /^demo\/src\//,
    allows: ({ target }) => isOwnOrForeign('demo', target) || target.startsWith('@signalbox/sdk-'),
    says: 'the demo imports only what any user of the SDKs can',
  },
  {
    files: /^server\/src\//,
    allows: ({ target }, file) =>
      isOwnOrForeign('server', target) ||
      /^@signalbox\/core\/(evaluator|sync)$/.test(target) ||
      // The probe measures what applications get, with what they use.
      (file.startsWith('server/src/probe/') && target === '@signalbox/sdk-node'),
    says: 'the server imports only itself and the core; the SDK in its probe',
  },
  {
    files: /^server\/src\/(?!store\/)/,
    allows: ({ target }) => !/^drizzle-orm(\/|$)/.test(target),
    says: 'only the store sees Drizzle and SQL',
  },
  {
    files: /^server\/src\/(?!store\/sqlite\/)/,
    allows: ({ target }) => target !== 'better-sqlite3',
    says: 'only store/sqlite sees better-sqlite3',
  },
  {
    files: /^server\/src\/(?!store\/postgres\/)/,
    allows: ({ target }) => !/^pg(\/|$)/.test(target),
    says: 'only store/postgres sees pg',
  },
  {
    files: /^server\/src\/[^/]+\//,
    allows: mayReach,
    says: 'a feature imports store/, http/, logging/ and top-level modules, but of another feature only schema.ts or index.ts',
  },
];

/** Inside the server: a folder is private but for its schema.ts and index.ts; store/, http/ and logging/ are for all. */
function mayReach({ target }: Import, file: string): boolean {
  if (!target.startsWith('server/src/')) return true;
  const [folder = '', ...rest] = target.slice('server/src/'.length).split('/');
  // The two that put everything together know the features; the features do not know them.
  if (rest.length === 0) return !/^(app|main)\.ts$/.test(folder);
  if (file.startsWith(`server/src/${folder}/`)) return true;
  if (folder === 'http' || folder === 'logging') return true;
  if (folder === 'store') return !/^(sqlite|postgres)$/.test(rest[0] ?? '');
  return rest.length === 1 && /^(schema|index)\.ts$/.test(rest[0] ?? '');
}

/** Own files and packages from the registry: everything that is not another folder of this workspace. */
function isOwnOrForeign(folder: string, target: string): boolean {
  if (target.startsWith(`${folder}/`)) return true;
  return !/^(@signalbox|core|server|sdk-node|sdk-browser|admin-ui|demo|test|scripts)(\/|$)/.test(target);
}

/** A provider stands beside the SDK's main entry, and imports it as applications do. */
function isOpenFeature(sdk: string, target: string, file: string): boolean {
  const own = /^(sdk-[a-z]+)\/src\/openfeature\//.exec(file)?.[1];
  return own !== undefined && (target === sdk || target === `@signalbox/${own}`);
}

/** What a file imports against the rules, a sentence each. */
export function violations(file: string, source: string): string[] {
  const applying = rules.filter((rule) => rule.files.test(file));
  return importsOf(file, source).flatMap((imported) =>
    applying
      .filter((rule) => !rule.allows(imported, file))
      .map((rule) => `${file} imports ${imported.target}, but ${rule.says}.`),
  );
}
