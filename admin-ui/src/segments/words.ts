const number = new Intl.NumberFormat('en');

export function countKeys(count: number): string {
  if (count === 0) return '–';
  return count === 1 ? '1 key' : `${number.format(count)} keys`;
}
