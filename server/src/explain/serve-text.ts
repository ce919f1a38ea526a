import type { ServeStep } from '@signalbox/core/evaluator';

/**
 * What was served, and what the bucket had to do with it. Whoever is outside the share goes on to the next rule; the
 * fallthrough serves them the off variant.
 */
export function serveLine(step: ServeStep): string {
  const { serve, unitAttribute, unit, share, variant } = step;
  if (unitAttribute !== null && unit === null) {
    return `✗ split by ${unitAttribute}, which the context does not have`;
  }
  const served = variant === null ? '✗ ' : `→ "${variant}", `;
  if (share && !share.inside) return `${served}outside the share: ${shareWords(step, share)}`;
  if (serve.share === 0) return `${served}outside the share: it is 0 %`;
  const by = serve.split ? ` by ${splitWords(step)}` : '';
  return `→ "${variant}"${by}${share ? `, inside the share: ${shareWords(step, share)}` : ''}`;
}

function shareWords(step: ServeStep, { bucket, limit }: NonNullable<ServeStep['share']>): string {
  return `bucket ${count(bucket)} of ${unitWords(step)}, the share of ${percent(limit)} ends at ${count(limit)}`;
}

function splitWords(step: ServeStep): string {
  const parts = (step.serve.split ?? []).map(({ variant, weight }) => `${percent(weight)} ${variant}`);
  const bucket = step.split ? ` at bucket ${count(step.split.bucket)} of ${unitWords(step)}` : '';
  return `the split (${parts.join(', ')})${bucket}`;
}

function unitWords({ unitAttribute, unit }: ServeStep): string {
  return `${unitAttribute} ${JSON.stringify(unit)}`;
}

function percent(thousandths: number): string {
  return `${thousandths / 1_000} %`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
