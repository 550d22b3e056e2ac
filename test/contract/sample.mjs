// SPDX-License-Identifier: Apache-2.0
// sample.mjs - a value that a field accepts, and values that it must refuse, made from its declaration.

// A text that an extended regular expression matches: classes, groups, alternatives, counts.
export function matching(source, pick = (n) => Math.floor(Math.random() * n)) {
  let i = 0;
  const text = [...source];
  const classes = { digit: '0123456789', upper: 'ABCXYZ', lower: 'abcxyz', alpha: 'abcXYZ', alnum: 'abcXYZ019' };
  function set() {
    const members = [];
    const not = text[i + 1] === '^';
    if (not) i++;
    for (i++; text[i] !== ']' || members.length === 0; i++) {
      if (text[i] === '[' && text[i + 1] === ':') {
        const end = source.indexOf(':]', i);
        members.push(...classes[source.slice(i + 2, end)]);
        i = end + 1;
      } else if (text[i + 1] === '-' && text[i + 2] !== ']') {
        for (let c = text[i].codePointAt(0); c <= text[i + 2].codePointAt(0); c++) members.push(String.fromCodePoint(c));
        i += 2;
      } else {
        members.push(text[i]);
      }
    }
    i++;
    const plain = not ? [...classes.alnum].filter((m) => !members.includes(m)) : members.filter((m) => /[0-9A-Za-z]/.test(m));
    return () => (plain.length ? plain : members)[pick((plain.length ? plain : members).length)];
  }
  function count() {
    const at = text[i];
    if (at === '?') return i++, [0, 1];
    if (at === '*') return i++, [0, 3];
    if (at === '+') return i++, [1, 4];
    if (at !== '{') return [1, 1];
    const end = text.indexOf('}', i);
    const [low, high] = text.slice(i + 1, end).join('').split(',');
    i = end + 1;
    return [Number(low), high === undefined ? Number(low) : Math.min(Number(high || low), Number(low) + 6)];
  }
  function piece() {
    if (text[i] === '[') return set();
    if (text[i] === '(') {
      i++;
      const inner = either();
      i++;
      return inner;
    }
    if (text[i] === '\\') i++;
    const ch = text[i++];
    if (ch === '^' || ch === '$') return () => '';
    return ch === '.' ? () => 'x' : () => ch;
  }
  function run() {
    const parts = [];
    while (i < text.length && text[i] !== '|' && text[i] !== ')') {
      const one = piece();
      const [low, high] = count();
      parts.push(() => Array.from({ length: low + pick(high - low + 1) }, one).join(''));
    }
    return () => parts.map((p) => p()).join('');
  }
  function either() {
    const runs = [run()];
    while (text[i] === '|') i++, runs.push(run());
    return () => runs[pick(runs.length)]();
  }
  return either()();
}

let serial = Math.floor(Date.now() / 1000) % 100000;

// ref: async (record name) => id of a row that may be referred to
export async function accepted(field, ref) {
  const f = field;
  serial++;
  switch (f.kind) {
    case 'text': {
      if (f.like) {
        for (let i = 0; i < 50; i++) {
          const s = matching(f.like);
          const n = [...s].length;
          if (n >= (f.min ?? 1) && n <= f.max && new RegExp(`^(?:${f.like})$`).test(s)) return s;
        }
        throw new Error(`no text found for ${f.like}`);
      }
      return `试${serial}验`.slice(0, f.max);
    }
    case 'int':
      return Math.min(Math.max(f.min, 3), f.max);
    case 'bool':
      return true;
    case 'time':
      return '2026-06-01T08:00:00.000Z';
    case 'date':
      return `20${30 + (serial % 60)}-0${1 + (serial % 9)}-1${serial % 9}`;
    case 'choice':
      return f.choices[0].name;
    case 'point':
      return [118.05, 36.81];
    case 'ref':
      return ref(f.ref);
    default:
      throw new Error(`field ${f.name} has the kind ${f.kind}`);
  }
}

// [what is wrong, value] pairs; every one must be refused with the field named.
export function refusedValues(f) {
  const wrong = { text: 17, int: 'x', bool: 'yes', time: 'noon', date: '2026-02-30', choice: 'nonsense', ref: 'x', point: [1] };
  const pairs = [['another type', wrong[f.kind]], ['an object', { a: 1 }]];
  if (f.kind === 'text' && f.max < 5000) pairs.push(['too long', '长'.repeat(f.max + 1)]);
  if (f.kind === 'text') pairs.push(['control characters', 'a\u0001b']);
  if (f.kind === 'text' && f.like) pairs.push(['another form', '\u{1F6A7}!']);
  if (f.kind === 'int') {
    if (f.max < Number.MAX_SAFE_INTEGER) pairs.push(['above its range', f.max + 1]);
    pairs.push(['below its range', f.min - 1], ['a fraction', f.min + 0.5]);
  }
  if (f.kind === 'time') pairs.push(['a time without a zone', '2026-06-01T08:00:00'], ['a year out of range', '9999-01-01T00:00:00Z']);
  if (f.kind === 'point') pairs.push(['no place', [999, 0]], ['the zero point', [0, 0]], ['text', ['a', 'b']]);
  if (f.kind === 'ref') pairs.push(['nothing there', 999999999], ['zero', 0], ['negative', -1]);
  return pairs;
}
