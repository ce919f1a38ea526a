import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Flag, Ruleset, ValueType } from '@signalbox/core/evaluator';
import { z } from 'zod';
import { caseFileSchema } from './case-schema.ts';
import { DEFAULTS, type Answer, type Question } from './questions.ts';

interface Case {
  name: string;
  question: Question;
  expected: Answer;
}

export interface CaseFile {
  file: string;
  about: string;
  ruleset: Ruleset;
  cases: Case[];
}

/** Reads every file in cases/. @throws {Error} naming the file and the field that is not as it should be. */
export function readCaseFiles(folder = join(import.meta.dirname, 'cases')): CaseFile[] {
  return globSync('*.json', { cwd: folder })
    .toSorted()
    .map((file) => parseCaseFile(basename(file, '.json'), readFileSync(join(folder, file), 'utf8')));
}

export function parseCaseFile(file: string, text: string): CaseFile {
  const parsed = caseFileSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`cases/${file}.json: ${z.prettifyError(parsed.error)}`);
  const { about, flags, segments, unreadable, answers, cases } = parsed.data;
  // What is wrong with them is the point; that they are flags all the same is for the surfaces to find out.
  const all = [...flags, ...(unreadable as unknown as Flag[])];
  const types = new Map(all.map(({ key, valueType }) => [key, valueType]));

  return {
    file,
    about,
    ruleset: { flags: all, segments },
    cases: cases.map(({ name, expect, flag, ...asked }) => {
      const expected = typeof expect === 'string' ? answers[expect] : expect;
      if (!expected)
        throw new Error(`cases/${file}.json: "${name}" expects an answer that has no such name.`);
      const type: ValueType = asked.type ?? types.get(flag) ?? 'boolean';
      const { default: fallback = DEFAULTS[type], context } = asked;
      const question = { flag, type, default: fallback, ...(context !== undefined && { context }) };
      return { name, question, expected };
    }),
  };
}

/** Names that stand in more than one place. */
export function duplicateNames(files: readonly CaseFile[]): string[] {
  const seen = new Set<string>();
  return files
    .flatMap(({ cases }) => cases)
    .map(({ name }) => name)
    .filter((name) => seen.size === seen.add(name).size);
}
