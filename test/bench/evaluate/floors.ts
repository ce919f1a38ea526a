import { murmur3 } from '@signalbox/core/evaluator';
import { asker, type Subject } from './subject.ts';
import { allFlags, listedKeys, tenRules, VARIANTS, type Kind, type User } from './workload.ts';

/** What nothing can be much faster than: the least that must be done, without reasons, errors or counting. */

const HALF = 2_147_483_648;
const WHOLE = 4_294_967_296;

const payload = (): string => JSON.stringify(allFlags());

function byKey<T>(text: string, make: (kind: Kind, key: string) => T): Map<string, T> {
  const flags = JSON.parse(text) as ReturnType<typeof allFlags>;
  return new Map(flags.map(({ key, kind }) => [key, make(kind, key)]));
}

const lookUp: Subject = {
  payload,
  start(text) {
    const flags = byKey(text, (kind) => kind !== 'off');
    return asker({
      context: (user) => user,
      boolean: (key) => flags.get(key),
      string: (key) => flags.get(key),
    });
  },
};

const lookUpAndHash: Subject = {
  payload,
  start(text) {
    const flags = byKey(text, (_, key) => ({ salt: `${key}.`, limit: HALF }));
    const isIn = (key: string, { id }: User): boolean => {
      const flag = flags.get(key);
      return flag !== undefined && murmur3(flag.salt + id) < flag.limit;
    };
    return asker({ context: (user) => user, boolean: isIn, string: isIn });
  },
};

/** Each kind of flag written out by hand as a function. */
const handWritten: Subject = {
  payload,
  start(text) {
    const listed = new Set(listedKeys());
    const flags = byKey(text, (kind, key) => functionFor(kind, key, listed));
    const ask = (key: string, user: User) => flags.get(key)?.(user);
    return asker({ context: (user) => user, boolean: ask, string: ask });
  },
};

function functionFor(kind: Kind, key: string, listed: ReadonlySet<string>): (user: User) => unknown {
  const salt = `${key}.`;
  switch (kind) {
    case 'plain':
      return () => true;
    case 'off':
      return () => false;
    case 'rollout':
      return ({ id }) => murmur3(salt + id) < HALF;
    case 'segment':
      return ({ id }) => listed.has(id);
    case 'variant':
      return splitFunction(salt);
    case 'rules':
      return rulesFunction();
  }
}

function splitFunction(salt: string): (user: User) => string {
  let sum = 0;
  const parts = VARIANTS.map(({ name, percent }) => {
    sum += percent;
    return { name, limit: (sum / 100) * WHOLE };
  });
  return ({ id }) => {
    const hash = murmur3(salt + id);
    for (const { name, limit } of parts) if (hash < limit) return name;
    return '';
  };
}

/** Versions of three small numbers, as one number. */
function packed(version: string): number {
  let sum = 0;
  let part = 0;
  for (let i = 0; i < version.length; i++) {
    const code = version.charCodeAt(i);
    if (code === 46) {
      sum = sum * 65_536 + part;
      part = 0;
    } else part = part * 10 + code - 48;
  }
  return sum * 65_536 + part;
}

function rulesFunction(): (user: User) => boolean {
  const rules = tenRules().map((clauses) =>
    clauses.map(({ attribute, values }): ((user: User) => boolean) => {
      const [first] = values;
      if (attribute === 'country') {
        const countries = new Set<unknown>(values);
        return ({ country }) => countries.has(country);
      }
      if (attribute === 'age') return ({ age }) => age > Number(first);
      const least = packed(String(first));
      return ({ appVersion }) => packed(appVersion) >= least;
    }),
  );
  return (user) => {
    for (const [country, second] of rules) if (country?.(user) && second?.(user)) return true;
    return false;
  };
}

export const FLOORS: Record<string, Subject> = {
  'look-up': lookUp,
  'look-up + hash': lookUpAndHash,
  'hand-written': handWritten,
};
