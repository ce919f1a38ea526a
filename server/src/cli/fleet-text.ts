import { besidesLines, instanceLines, instances, progressLine, type Receipt } from './receipt-text.ts';
import { durationWords } from './time-words.ts';

/** All environments, one below the other. */
export function fleetLines(project: string, receipts: readonly Receipt[], now: number): string[] {
  return receipts.flatMap((receipt, index) => [
    ...(index > 0 ? [''] : []),
    ...environmentLines(project, receipt, now),
  ]);
}

function environmentLines(project: string, receipt: Receipt, now: number): string[] {
  const { environment, revision, silent } = receipt;
  const listed = [...receipt.instances, ...silent.instances];
  const more = receipt.connected + silent.count - listed.length;
  return [
    `${project}/${environment}, revision ${revision}: ${progressLine(receipt, 'with it')}${timesWords(receipt)}`,
    ...besidesLines(receipt, now),
    ...(listed.length > 0 ? ['', ...instanceLines(listed, now)] : []),
    ...(more > 0 ? [`and ${instances(more)} more`] : []),
  ];
}

/** Only those count that were there when it was committed. */
function timesWords({ p50Ms, p99Ms }: Receipt): string {
  if (p50Ms === null || p99Ms === null) return '';
  return `; p50 ${durationWords(p50Ms)}, p99 ${durationWords(p99Ms)}`;
}

/** What a new look has to differ in to be worth another line: not merely in when somebody was last heard of. */
export function seenIn(receipts: readonly Receipt[]): string {
  return JSON.stringify(
    receipts.map(({ instances: listed, silent, ...figures }) => ({
      ...figures,
      pollsDueBy: null,
      silent: { ...silent, instances: silent.instances.map(lasting) },
      instances: listed.map(lasting),
    })),
  );
}

function lasting({ instance, revision, state, transport }: Receipt['instances'][number]) {
  return { instance, revision, state, transport };
}
