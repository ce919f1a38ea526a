/**
 * Nearest rank: a value that is really among them. Null when there are none. Moves the values about, but does not
 * sort them: this is asked several times a second while somebody watches a change go out to ten thousand instances.
 */
export function percentile(values: Float64Array, share: number): number | null {
  if (values.length === 0) return null;
  const wanted = Math.max(0, Math.ceil(values.length * share) - 1);
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = valueAt(values, (low + high) >>> 1);
    let left = low;
    let right = high;
    while (left <= right) {
      while (valueAt(values, left) < middle) left++;
      while (valueAt(values, right) > middle) right--;
      if (left <= right) swap(values, left++, right--);
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else break;
  }
  return valueAt(values, wanted);
}

function valueAt(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}

function swap(values: Float64Array, a: number, b: number): void {
  const value = valueAt(values, a);
  values[a] = valueAt(values, b);
  values[b] = value;
}
