import { createHash } from 'node:crypto';
import { randomText } from '../random.ts';

const ID_LENGTH = 10;
/** 43 random letters and digits are worth 256 bits. */
const SECRET_LENGTH = 43;

const TOKEN = /^sbt_[A-Za-z0-9]{4,32}_[A-Za-z0-9]{20,64}$/;

/** `sbt_<id>_<secret>`: the id is public, so that a token can be named without giving it away. */
export function newToken(): { id: string; token: string } {
  const id = randomText(ID_LENGTH);
  return { id, token: `sbt_${id}_${randomText(SECRET_LENGTH)}` };
}

export function looksLikeToken(text: string): boolean {
  return TOKEN.test(text);
}

/** What is kept of a token. The secret is random and long, so one plain hash is as good as a slow one. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
