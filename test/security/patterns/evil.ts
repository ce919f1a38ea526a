/** A regular expression that is meant to hang whoever uses it, with what its texts are built from. */
export interface Evil {
  pattern: string;
  ignoreCase: boolean;
  /** Put before, again and again, and behind: the last makes it fail as late as can be. */
  text: readonly [prefix: string, pump: string, suffix: string];
}

type Text = Evil['text'];

const evil = (patterns: readonly string[], text: Text, ignoreCase = false): Evil[] =>
  patterns.map((pattern) => ({ pattern, ignoreCase, text }));

/** One character, written in several ways, with a text of many of them and one that is none. */
const CHARACTERS: readonly (readonly [string, Text, ignoreCase?: boolean])[] = [
  ['a', ['', 'a', '!']],
  ['[a-z]', ['', 'a', '!']],
  ['\\w', ['', 'a', '!']],
  ['\\d', ['', '1', '!']],
  ['\\s', ['', ' ', '!']],
  ['.', ['', 'a', '\n']],
  ['[^!]', ['', 'a', '!']],
  ['\\p{L}', ['', 'é', '!']],
  ['ß', ['', 'ẞ', '!'], true],
  ['😀', ['', '😀', '!']],
];

const REPEATED_IN_REPETITIONS = [
  '^(X+)+$',
  '^(X*)*$',
  '^(?:X+)*y',
  '^(X{1,10})+$',
  '^(?:X|X)*$',
  '^(?:X|XX)+$',
  '^(?:X?X?)*$',
  '^((X+)?)+$',
];

const NEXT_TO_EACH_OTHER = ['^X*X*$', '^X+X+X+$', 'X+$', 'X*y', '^X*?X*?y', 'X{2,}y', '(?:XX)+$'];

const COUNTED = [
  '(?:X{0,30}){0,30}y',
  '^(?:X{1,40}){1,5}$',
  'X{0,400}X{0,400}y',
  '^(X?){30}X{30}$',
  'X{1000}y',
  'X{1,600}y',
];

const families = CHARACTERS.flatMap(([character, text, ignoreCase]) =>
  [...REPEATED_IN_REPETITIONS, ...NEXT_TO_EACH_OTHER, ...COUNTED].flatMap((family) =>
    evil([family.replaceAll('X', character)], text, ignoreCase),
  ),
);

const alternatives = [
  ...evil(['^(?:a|b|ab)*$', '^(?:ab|a|b)+$', '(?:a|b|ab){1,30}c'], ['', 'ab', '!']),
  ...evil(['^(?:\\w|\\d)+$', '^(?:\\d|[0-9])*$', '^(?:\\w|[a-z0-9])*-$'], ['', '1', '!']),
  ...evil(['^(?:[a-m]|[h-z])+$', '^(?:a|[^b])*$', '^(?:.|\\n|a)*$'], ['', 'i', 'B\u2028']),
  ...evil(['^(?:foo|fo|o)+$'], ['', 'foo', '!']),
];

const oneAfterTheOther = [
  ...evil(['\\s*\\s*\\s*\\s*$', '^\\s*(.*?)\\s*$', '^\\s+|\\s+$', '\\s*,\\s*$'], ['', ' ', '!']),
  ...evil(['a.*b', 'a.*a.*a', '^.*a.*a.*$', '.*a.*b'], ['', 'a', '\n']),
  ...evil(['^(.*?,){11}P', '^(?:[^,]*,)*,$', '(.*,)*P'], ['', ',', '']),
  ...evil(['[a-z]+\\d', '[a-z]+[0-9]*[a-z]+$', '^[a-z0-9]*[0-9]+[a-z0-9]*$'], ['', 'a1', '!']),
  ...evil(['Chrome/.*Safari', 'Chrome/[\\d.]*.*Mobile.*Safari'], ['', 'Chrome/1 Mobile ', '']),
  ...evil(['.*@corner\\.shop$', '[^@]*@[^@]*$'], ['', 'a', '@b@']),
];

const withoutTakingAnything = [
  ...evil(['^(?:||){16}x', '^(?:|){25}x', '(?:(?:)|){20}$', '(?:a|||){14}$'], ['', 'a', '!']),
  ...evil(['^(?:a*|b*)*$', '^(?:a*b*)*$', '^(?:(?:a*)*)*$', '^(?:a?b?c?)*$'], ['', 'ab', '!']),
  ...evil(['(?:\\b|\\B|a)*$', '(?:\\b\\w*)*$', '(?:\\b|\\B){20}!'], ['', 'a ', '!']),
];

const backAndAround = [
  ...evil(['^(a*)\\1$', '(a*)*\\1b', '(?<x>a+)\\k<x>+$', '(\\w+) \\1'], ['', 'a', '!']),
  ...evil(['^(?=(a+))\\1*b', '(?=a*b)a*c', '^(?!(a+)+b).*$', '(?:(?=a)a|a)*$'], ['', 'a', '!']),
  ...evil(['(?<=a+)b', '(?<!a*a*)b', '(?<=(?:a|a)*)b'], ['', 'a', '!']),
];

/** From advisories: what others shipped and had to take back. */
const published = [
  ...evil(['^([a-zA-Z0-9_.-])+@(([a-zA-Z0-9-])+\\.)+([a-zA-Z0-9]{2,4})+$'], ['a@a.', 'aa', '!']),
  ...evil(['^(([a-z])+.)+[A-Z]([a-z])+$'], ['', 'a', '!']),
  ...evil(['^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$'], ['a@', '.', '@']),
  ...evil(['(?:[a-z0-9]+[._-]?)+@[a-z]+\\.com$'], ['', 'a', '!']),
  ...evil(['^(?:(?:https?|ftp)://)?(?:[\\w-]+\\.?)+(?:/[\\w-]*)*$'], ['', 'a', '!']),
  ...evil(['^(\\w+\\s?)*$'], ['', 'a', '!']),
  ...evil(['D[oD]?(\\[[^\\[\\]]*\\]|\\s+)+MMMM?'], ['D', ' ', '']),
  ...evil(['<!--.*?-->'], ['', '<!--', '']),
  ...evil(['^(?:\\s*[\\w-]+\\s*;?\\s*)*$'], ['', ' ', '!']),
  ...evil(['(?:\\.|[^"])*"$', '"(?:\\\\.|[^"\\\\]|\\\\")*"'], ['"', '\\"', '']),
  ...evil(['^(?:[\\d,]+)+(?:\\.\\d+)?$', '^-?(?:\\d+,?)*\\.?\\d*$'], ['', '1', '!']),
  ...evil(['(\\d+)\\s*([a-z]+)?\\s*,?\\s*$'], ['1', ' ', '!']),
  ...evil(['^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?(?:\\w*)*$'], ['', 'a', '!']),
  ...evil(['(?:;\\s*\\w+=[^;]*)*;?\\s*$'], ['', ';a=', '!\n!']),
  ...evil(['^(?:([^:]+):)*([^:]+)*$'], ['', 'a', ':\n:']),
  ...evil(['(x+x+)+y'], ['', 'x', '']),
  ...evil(['^(?:(?:a|b)(?:b|c)?)*$'], ['', 'ab', '!']),
  ...evil(['(?:[\\p{L}\\p{N}]+[ -]?)+$', '^(?:\\p{Lu}?\\p{Ll}*)*$'], ['', 'é', '!'], true),
];

/** About as many steps as may be. */
const nearlyTooMuch = [
  ...evil(['a.{0,60}b', '(?:\\b|\\B)\\w{1,80}-', '\\w{1,80}-'], ['', 'a', '']),
  ...evil(['Chrome/.{0,400}Safari', 'Chrome/.{0,200}Chrome/.{0,10}x'], ['', 'Chrome/', '']),
  ...evil(['[^!]{1,80}!', '(?:(a)|(b)|(c)|(d)|(é)){1,30}!', '(?:\\w|É){1,50}!'], ['', 'é', ''], true),
  ...evil(['[\\p{L}\\p{Script=Han}\\p{N}]{1,12}!', '\\p{L}.{0,55}!'], ['', '漢', ''], true),
  ...evil(['😀{1,80}!', '[^x]{1,80}x'], ['', '😀', '']),
  ...evil(['^(?:a?){7}$', '^(?:[a-z]{1,6}-?){3}$', '^(?:a|b|ab){1,5}$'], ['', 'a', '']),
];

export const EVIL: readonly Evil[] = [
  ...nearlyTooMuch,
  ...families,
  ...alternatives,
  ...oneAfterTheOther,
  ...withoutTakingAnything,
  ...backAndAround,
  ...published,
];

/** Texts of at most so many characters to try a pattern on. */
export function textsFor({ text: [prefix, pump, suffix] }: Evil, length: number): string[] {
  const pumped = (before: string, what: string, after: string) =>
    before + what.repeat(Math.floor((length - before.length - after.length) / what.length)) + after;
  return [
    pumped(prefix, pump, suffix),
    pumped('', pump, ''),
    pumped(prefix, pump + suffix, pump),
    // So that what would match at the very beginning does not.
    pumped(`\n!${prefix}`, pump, suffix),
  ];
}
