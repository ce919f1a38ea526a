import { problemOf, type FieldProblem } from './problem.ts';

/** A problem's fields by path, as @mantine/form keeps errors: `variants.0.name`. */
export function fieldErrors(errors: readonly FieldProblem[]): Record<string, string> {
  return Object.fromEntries(
    errors.map(({ field, problem, remedy }) => [field, capital(sentence(problem, remedy))]),
  );
}

/**
 * Puts the server's refusal beside the fields that it names. Answers what is left to say above the form:
 * everything when no field was named, the fields that the form does not show otherwise.
 */
export function showProblem(
  error: unknown,
  form: { setErrors(errors: Record<string, string>): void },
  shown: (field: string) => boolean = () => true,
): string | null {
  const problem = problemOf(error);
  if (problem.errors.length === 0) return problem.detail;
  form.setErrors(fieldErrors(problem.errors.filter(({ field }) => shown(field))));
  const hidden = problem.errors.filter(({ field }) => !shown(field));
  return hidden.length > 0
    ? hidden.map(({ field, problem: what, remedy }) => `${field} ${sentence(what, remedy)}`).join(' ')
    : null;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(problem: string, remedy: string): string {
  return remedy ? `${problem.replace(/[.\s]+$/, '')}. ${remedy}` : problem;
}
