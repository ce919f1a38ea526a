import { createHash } from 'node:crypto';
import { randomText } from '../random.ts';

/** 36 random letters and digits are worth 214 bits. */
const SECRET_LENGTH = 36;
const SHOWN_LENGTH = 4;

export function newSdkKey(kind: 'server' | 'client'): string {
  return `sbx_${kind}_${randomText(SECRET_LENGTH)}`;
}

/** What is kept of a key: enough to recognise it, too little to use it. */
export function keptOf(sdkKey: string): { prefix: string; hash: string } {
  return {
    prefix: sdkKey.slice(0, sdkKey.lastIndexOf('_') + 1 + SHOWN_LENGTH),
    hash: createHash('sha256').update(sdkKey).digest('hex'),
  };
}
