import type { Client, ClientOptions } from '@signalbox/sdk-node';
import { expect, vi } from 'vitest';
import type { Definition, Scenario } from './gherkin.ts';
import type { Answer, Context, Fallback, HookCall, Level, Side } from './side.ts';

/** What a scenario has to work with, and what it has come to. */
export interface World {
  readonly side: Side;
  /** Connected to a server that has the flags. */
  readonly client: Client;
  /** Was connected to it. */
  readonly staleClient: Client;
  /** Of a server that refuses the key, and of one that is not there. */
  readonly refused: ClientOptions;
  readonly unreachable: ClientOptions;
  flag: { key: string; fallback: Fallback };
  context: Context;
  answer: Answer | undefined;
  /** The answer on its way. */
  evaluation: Promise<Answer> | undefined;
  hookCalls: HookCall[];
  /** Hooks for one evaluation, and what they were told: which one, and when. */
  optionHooks: ((call: HookCall) => void)[];
  optionHookCalls: string[];
  /** By increasing precedence. */
  levels: Level[];
}

type Given = 'side' | 'client' | 'staleClient' | 'refused' | 'unreachable';

export function worldOf(given: Pick<World, Given>): World {
  return {
    ...given,
    flag: { key: 'boolean-flag', fallback: false },
    context: {},
    answer: undefined,
    evaluation: undefined,
    hookCalls: [],
    optionHooks: [],
    optionHookCalls: [],
    levels: [],
  };
}

const MODIFIABLE: Context = { email: 'ballmer@macrosoft.com', role: 'admin' };

/** What the scenarios of evaluation, hooks and metadata say. */
const evaluation: Definition<World>[] = [
  ['a stable provider', ({ side, client }) => side.register(client)],
  ['a not ready provider', ({ side, unreachable }) => side.registerOnly(unreachable)],
  ['a fatal provider', ({ side, refused }) => side.register(refused)],
  ['a error provider', ({ side, unreachable }) => side.register(unreachable, 1)],
  ['a stale provider', registerStale],
  ['the provider status should be {string}', ({ side }, [status]) => expect(side.status()).toBe(status)],
  [
    'a {word}-flag with key {string} and a fallback value {string}',
    (world, [type = '', key = '', fallback = '']) => {
      world.flag = { key, fallback: valueOf(type, fallback) };
    },
  ],
  [
    'a context containing a key {string}, with type {string} and with value {string}',
    ({ context }, [key = '', type = '', value = '']) => {
      const attribute = valueOf(type, value);
      if (typeof attribute !== 'object') context[key] = attribute;
    },
  ],
  ['a context containing a key {string} with null value', ({ context }, [key = '']) => (context[key] = null)],
  ['the flag was evaluated with details', evaluate],
  [
    'the flag was evaluated with details asynchronously',
    (world) => void (world.evaluation = world.side.evaluate(world.flag.key, world.flag.fallback)),
  ],
  [
    'the evaluation should complete without blocking',
    async (world) => {
      expect(world.answer).toBeUndefined();
      world.answer = await world.evaluation;
    },
  ],
  [
    'the resolved details value should be {string}',
    ({ answer, flag }, [value = '']) => expect(answer?.value).toEqual(valueLike(flag.fallback, value)),
  ],
  ['the flag key should be {string}', ({ answer }, [key]) => expect(answer?.flagKey).toBe(key)],
  ['the variant should be {string}', ({ answer }, [variant]) => expect(answer?.variant).toBe(variant)],
  ['the reason should be {string}', ({ answer }, [reason]) => expect(answer?.reason).toBe(reason)],
  ['the error-code should be {string}', ({ answer }, [code]) => expect(answer?.errorCode).toBe(code)],
  ['the resolved metadata is empty', ({ answer }) => expect(answer?.flagMetadata).toEqual({})],
  [
    'the resolved metadata should contain',
    ({ answer }, _, rows) => expect(answer?.flagMetadata).toMatchObject(metadataIn(rows)),
  ],
  ['a client with added hook', ({ side, hookCalls }) => side.addHook((call) => hookCalls.push(call))],
  [
    'the {string} hook should have been executed',
    ({ hookCalls }, [stage]) => expect(hookCalls.map((call) => call.stage)).toContain(stage),
  ],
  ['the {string} hooks should be called with evaluation details', expectHooksToKnow],
  [
    'evaluation options containing specific hooks',
    (world) => {
      world.optionHooks = ['first', 'second'].map(
        (name) =>
          ({ stage }) =>
            world.optionHookCalls.push(`${stage}: ${name}`),
      );
    },
  ],
  ['the flag was evaluated with details using the evaluation options', evaluate],
  [
    'the specified hooks should execute during evaluation',
    ({ optionHookCalls }) => expect(optionHookCalls).not.toEqual([]),
  ],
  [
    'the hook order should be maintained',
    ({ optionHookCalls }) =>
      expect(optionHookCalls).toEqual([
        'before: first',
        'before: second',
        'after: second',
        'after: first',
        'finally: second',
        'finally: first',
      ]),
  ],
  ['an evaluation context with modifiable data', (world) => void (world.context = { ...MODIFIABLE })],
  [
    'the original evaluation context should remain unmodified',
    ({ context }) => expect(context).toEqual(MODIFIABLE),
  ],
  [
    'the evaluation details should be immutable',
    ({ answer }) => expect(Object.isFrozen(answer?.flagMetadata)).toBe(true),
  ],
];

/** What the scenarios of context merging say. */
const contextMerging: Definition<World>[] = [
  ['a stable provider with retrievable context is registered', ({ side, client }) => side.register(client)],
  [
    'A context entry with key {string} and value {string} is added to the {string} level',
    ({ side }, [key = '', value = '', level = '']) => side.setContext(levelOf(level), { [key]: value }),
  ],
  ['A table with levels of increasing precedence', (world, _, rows) => (world.levels = levelsOf(rows))],
  [
    'Context entries for each level from API level down to the {string} level, with key {string} and value {string}',
    async ({ side, levels }, [last = '', key = '']) => {
      // Each its own name as value, so that it shows which one has won.
      for (const level of upTo(levels, levelOf(last))) await side.setContext(level, { [key]: level });
    },
  ],
  ['Some flag was evaluated', evaluate],
  [
    'The merged context contains an entry with key {string} and value {string}',
    ({ side }, [key = '', value]) => expect(side.seen()).toMatchObject({ [key]: value }),
  ],
];

export const DEFINITIONS = [...evaluation, ...contextMerging];

/** The levels at which a scenario of context merging adds context. */
export function levelsUsedBy({ steps }: Scenario): Level[] {
  const levels = levelsOf(steps.find(({ text }) => text.startsWith('A table with levels'))?.rows ?? []);
  return steps.flatMap(({ text }) => {
    const added = /is added to the "([^"]+)" level$/.exec(text)?.[1];
    const last = /down to the "([^"]+)" level,/.exec(text)?.[1];
    if (last !== undefined) return upTo(levels, levelOf(last));
    return added === undefined ? [] : [levelOf(added)];
  });
}

async function evaluate(world: World): Promise<void> {
  const { side, flag, context, optionHooks: hooks } = world;
  const given = Object.keys(context).length > 0 ? { context, hooks } : { hooks };
  world.answer = await side.evaluate(flag.key, flag.fallback, given);
}

/** OpenFeature hears of it in a moment: it takes a provider whose initialisation succeeds for ready. */
async function registerStale({ side, staleClient }: World): Promise<void> {
  await side.register(staleClient);
  await vi.waitFor(() => expect(side.heard.map(({ event }) => event)).toContain('PROVIDER_STALE'), {
    timeout: 20_000,
  });
}

function expectHooksToKnow({ hookCalls, flag }: World, [stages = '']: string[], rows: string[][]): void {
  for (const stage of stages.split(', ')) {
    const { details } = hookCalls.find((call) => call.stage === stage) ?? {};
    const known = {
      flag_key: details?.flagKey,
      value: details?.value,
      variant: details?.variant,
      reason: details?.reason,
      error_code: details?.errorCode,
    };
    const expected = rows.slice(1).map(([, name = '', text = '']) => {
      if (text === 'null') return [name, undefined];
      return [name, name === 'value' ? valueLike(flag.fallback, text) : text];
    });
    expect(known).toEqual(Object.fromEntries(expected));
  }
}

function valueOf(type: string, text: string): Fallback {
  if (/^boolean$/i.test(type)) return text === 'true';
  if (/^(integer|float)$/i.test(type)) return Number(text);
  return /^object$/i.test(type) ? (JSON.parse(text) as Fallback) : text;
}

/** Under the heading: name, type and value of each entry. */
function metadataIn(rows: string[][]): Record<string, Fallback> {
  const entries = rows.slice(1).map(([name = '', type = '', text = '']) => [name, valueOf(type, text)]);
  return Object.fromEntries(entries);
}

/** Reads a value of the type that another one has. */
function valueLike(other: Fallback, text: string): Fallback {
  if (typeof other === 'string') return text;
  return typeof other === 'boolean' ? text === 'true' : (JSON.parse(text) as Fallback);
}

function levelsOf(rows: string[][]): Level[] {
  return rows.flat().map(levelOf);
}

function upTo(levels: Level[], last: Level): Level[] {
  return levels.slice(0, levels.indexOf(last) + 1);
}

function levelOf(name: string): Level {
  const levels: Level[] = ['API', 'Transaction', 'Client', 'Invocation', 'Before Hooks'];
  const level = levels.find((each) => each === name);
  if (!level) throw new Error(`There is no level "${name}".`);
  return level;
}
