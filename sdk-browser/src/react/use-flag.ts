import type {
  BrowserClient,
  EvaluationContext,
  EvaluationDetails,
  FlagKey,
  JsonValue,
} from '@signalbox/sdk-browser';
import { useMemo, useSyncExternalStore } from 'react';
import { createAnswer } from './answer.ts';
import { textOf } from './text-of.ts';
import { useClients } from './use-signalbox.ts';

/**
 * The value of a flag. The component renders anew when it changes, and only then.
 * @param key key of the flag
 * @param defaultValue what to answer when the flag cannot be evaluated; its type says which flags can: boolean,
 *   string, number, or else JSON
 * @param context the evaluation context, instead of the client's
 */
export function useFlag(key: FlagKey<'boolean'>, defaultValue: boolean, context?: EvaluationContext): boolean;
export function useFlag(key: FlagKey<'string'>, defaultValue: string, context?: EvaluationContext): string;
export function useFlag(key: FlagKey<'number'>, defaultValue: number, context?: EvaluationContext): number;
export function useFlag(
  key: FlagKey<'json'>,
  defaultValue: JsonValue,
  context?: EvaluationContext,
): JsonValue;
export function useFlag(key: string, defaultValue: JsonValue, context?: EvaluationContext): JsonValue {
  return useAnswer(valueFrom, false, key, defaultValue, context);
}

/** The same with variant, reason and error. The component renders anew when any of them changes. */
export function useFlagDetails(
  key: FlagKey<'boolean'>,
  defaultValue: boolean,
  context?: EvaluationContext,
): EvaluationDetails<boolean>;
export function useFlagDetails(
  key: FlagKey<'string'>,
  defaultValue: string,
  context?: EvaluationContext,
): EvaluationDetails<string>;
export function useFlagDetails(
  key: FlagKey<'number'>,
  defaultValue: number,
  context?: EvaluationContext,
): EvaluationDetails<number>;
export function useFlagDetails(
  key: FlagKey<'json'>,
  defaultValue: JsonValue,
  context?: EvaluationContext,
): EvaluationDetails<JsonValue>;
export function useFlagDetails(
  key: string,
  defaultValue: JsonValue,
  context?: EvaluationContext,
): EvaluationDetails<JsonValue> {
  return useAnswer(detailsFrom, true, key, defaultValue, context);
}

type Ask<A> = (client: BrowserClient, key: string, defaultValue: JsonValue, context?: EvaluationContext) => A;

function useAnswer<A>(
  ask: Ask<A>,
  withStatus: boolean,
  key: string,
  defaultValue: JsonValue,
  context: EvaluationContext | undefined,
): A {
  const { client, first } = useClients();
  const otherwise = useSame(defaultValue);
  const given = useSame(context);
  const [now, atFirst] = useMemo(() => {
    const from = (asked: BrowserClient) =>
      createAnswer(asked, key, withStatus, () => ask(asked, key, otherwise, given));
    const answer = from(client);
    return [answer, first === client ? answer : from(first)];
  }, [client, first, ask, withStatus, key, otherwise, given]);
  return useSyncExternalStore(now.subscribe, now.get, atFirst.get);
}

/** The same object for as long as it says the same. */
function useSame<T>(value: T): T {
  const text = textOf(value);
  // oxlint-disable-next-line react/exhaustive-deps -- the text stands for the value
  return useMemo(() => value, [text]);
}

function valueFrom(...[client, key, otherwise, context]: Parameters<Ask<JsonValue>>): JsonValue {
  switch (typeof otherwise) {
    case 'boolean':
      return client.getBooleanValue(key, otherwise, context);
    case 'string':
      return client.getStringValue(key, otherwise, context);
    case 'number':
      return client.getNumberValue(key, otherwise, context);
    default:
      return client.getObjectValue(key, otherwise, context);
  }
}

function detailsFrom(
  ...[client, key, otherwise, context]: Parameters<Ask<JsonValue>>
): EvaluationDetails<JsonValue> {
  switch (typeof otherwise) {
    case 'boolean':
      return client.getBooleanDetails(key, otherwise, context);
    case 'string':
      return client.getStringDetails(key, otherwise, context);
    case 'number':
      return client.getNumberDetails(key, otherwise, context);
    default:
      return client.getObjectDetails(key, otherwise, context);
  }
}
