import { createHash } from 'node:crypto';
import { randomText } from '../random.ts';

/** 36 random letters and digits are worth 214 bits. */
const SECRET_LENGTH = 36;
const SHOWN_LENGTH = 4;

/** A new SDK key, with what is kept of it: enough to recognise it, too little to use it. */
export function newSdkKey(kind: 'server' | 'client'): { sdkKey: string; prefix: string; hash: string } {
  const start = `sbx_${kind}_`;
  const sdkKey = start + randomText(SECRET_LENGTH);
  return {
    sdkKey,
    prefix: sdkKey.slice(0, start.length + SHOWN_LENGTH),
    hash: createHash('sha256').update(sdkKey).digest('hex'),
  };
}
