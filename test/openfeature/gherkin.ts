import { readFileSync } from 'node:fs';
import { CucumberExpression, ParameterTypeRegistry } from '@cucumber/cucumber-expressions';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';

/** One scenario, or one row of an outline's examples, with its feature's background. */
export interface Scenario {
  name: string;
  /** Where it stands in its file: the rows of an outline have one name. */
  line: number;
  steps: Step[];
}

interface Step {
  text: string;
  /** Its table; without one, empty. */
  rows: string[][];
}

/** What a step does: an expression that its text fits, and what to do with the strings that it brings. */
export type Definition<World> = [
  expression: string,
  run: (world: World, values: string[], rows: string[][]) => unknown,
];

export function scenariosOf(feature: string): Scenario[] {
  const path = new URL(`features/${feature}.feature`, import.meta.url);
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  return compile(parser.parse(readFileSync(path, 'utf8')), feature, newId).map((pickle) => ({
    name: pickle.name,
    line: pickle.location?.line ?? 0,
    steps: pickle.steps.map(({ text, argument }) => ({
      text,
      rows: (argument?.dataTable?.rows ?? []).map(({ cells }) => cells.map(({ value }) => value)),
    })),
  }));
}

/** Takes the steps of a scenario one after the other. A step that nobody has defined is an error, not passed over. */
export async function expectToHold<World>(
  { steps }: Scenario,
  world: World,
  definitions: readonly Definition<World>[],
): Promise<void> {
  const registry = new ParameterTypeRegistry();
  const known = definitions.map(([expression, run]) => ({
    expression: new CucumberExpression(expression, registry),
    run,
  }));
  for (const { text, rows } of steps) {
    const fitting = known.flatMap(({ expression, run }) => {
      const values = expression.match(text)?.map((value) => String(value.getValue(undefined)));
      return values ? [() => run(world, values, rows)] : [];
    });
    const [only, another] = fitting;
    if (!only || another) throw new Error(`${fitting.length} definitions fit the step "${text}".`);
    await only();
  }
}
