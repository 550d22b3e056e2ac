// SPDX-License-Identifier: Apache-2.0
// parse.mjs - a story as a list of lines to play. The form is described in test/story/README.md.

// Words of a line: separated by spaces outside quotes and brackets.
export function words(line) {
  const out = [];
  let word = '';
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const ch = line[i];
    if (quoted) {
      word += ch;
      if (ch === '\\') word += line[++i] ?? '';
      else if (ch === '"') quoted = false;
    } else if (/\s/.test(ch) && depth === 0) {
      if (word) out.push(word);
      word = '';
    } else {
      if (ch === '"') quoted = true;
      if (ch === '{' || ch === '[') depth++;
      if (ch === '}' || ch === ']') depth--;
      word += ch;
    }
  }
  if (quoted || depth !== 0) throw new Error('a quote or bracket is left open');
  if (word) out.push(word);
  return out;
}

const methods = new Set(['get', 'post', 'patch', 'put', 'delete', 'head', 'options']);
const comparison = /^(@?[\p{L}\w.*$\[\]-]+?)(!=|>=|<=|!~|=|~|>|<)(.*)$/su;

function takeExpect(tokens) {
  const want = { status: undefined, code: undefined, field: undefined, save: [], checks: [] };
  for (const t of tokens) {
    let m;
    if (want.status === undefined && /^\d{3}$/.test(t)) want.status = Number(t);
    else if (/^E_[A-Z_]+$/.test(t)) want.code = t;
    else if (/^\$\w+$/.test(t)) want.save.push({ name: t.slice(1) });
    else if ((m = /^\$(\w+)=([\w.]+)$/.exec(t))) want.save.push({ name: m[1], path: m[2] });
    else if ((m = /^masked:([\w.]+)$/.exec(t))) want.checks.push({ path: 'masked', op: 'has', value: m[1] });
    else if ((m = /^clear:([\w.]+)$/.exec(t))) want.checks.push({ path: 'masked', op: 'hasnot', value: m[1] });
    else if ((m = comparison.exec(t))) want.checks.push({ path: m[1], op: m[2], value: m[3] });
    else if (want.status >= 400 && want.field === undefined && /^[\w.]+$/.test(t)) want.field = t;
    else throw new Error(`"${t}" is no status, code, field, $name or check`);
  }
  if (want.status === undefined) throw new Error('-> is followed by no status');
  return want;
}

function takeCall(tokens) {
  const arrow = tokens.indexOf('->');
  if (arrow < 0) throw new Error('a call without "-> status"');
  const [method, path, ...args] = tokens.slice(0, arrow);
  if (!path) throw new Error('a call without a path');
  const call = { kind: 'call', method: method.toUpperCase(), path, args: [], headers: [], body: undefined };
  for (const a of args) {
    const m = /^(@?[\w.-]+)(:?=)(.*)$/s.exec(a);
    if (/^[{[]/.test(a)) call.body = a;
    else if (a.startsWith('file:')) call.file = a.slice(5);
    else if (!m) throw new Error(`"${a}" is no name=value`);
    else if (m[1].startsWith('@')) call.headers.push({ name: m[1].slice(1), value: m[3] });
    else call.args.push({ name: m[1], raw: m[2] === ':=', value: m[3] });
  }
  return { ...call, want: takeExpect(tokens.slice(arrow + 1)) };
}

function takeLine(tokens) {
  const [verb, ...rest] = tokens;
  if (methods.has(verb)) return takeCall(tokens);
  switch (verb) {
    case 'as':
      if (rest.length < 1) throw new Error('as whom?');
      return { kind: 'as', who: rest[0], fresh: rest.includes('anew') };
    case 'passage': {
      const [device, gate] = rest;
      const call = takeCall(['post', 'VIID/MotorVehicles', ...rest.slice(2)]);
      return { ...call, kind: 'passage', device, gate };
    }
    case 'signed': {
      const [adapter, key] = rest;
      return { ...takeCall(['post', 'adapter_messages', ...rest.slice(2)]), kind: 'signed', adapter, key };
    }
    case 'recorder':
      return { ...takeCall(['post', 'adapter_messages', ...rest.slice(1)]), kind: 'recorder', who: rest[0] };
    case 'weather':
      return { ...takeCall(['post', 'adapter_messages', ...rest.slice(1)]), kind: 'weather', feed: rest[0] };
    case 'import':
      if (rest.length !== 2) throw new Error('import WHAT FILE');
      return { kind: 'import', what: rest[0], file: rest[1] };
    case 'token':
      return { kind: 'token', value: rest[0] };
    case 'clock':
      return { kind: 'clock', moment: rest[0], run: rest[1] === 'run' ? rest[2] : undefined };
    case 'watch':
      return { kind: 'watch' };
    case 'sleep':
      return { kind: 'sleep', s: Number(rest[0]) };
    case 'alone':
    case 'restart':
      return { kind: verb };
    case 'let': {
      const m = /^(\w+)=(.*)$/s.exec(rest[0] ?? '');
      if (!m) throw new Error('let name=value');
      return { kind: 'let', name: m[1], value: m[2] };
    }
    case 'nothing':
    case 'wait': {
      if (rest[0] !== 'event') throw new Error('wait for what? "wait event name=value ... [within 5]"');
      const within = rest.indexOf('within');
      const checks = rest.slice(1, within < 0 ? undefined : within).map((t) => {
        const m = /^([\w.]+)=(.*)$/s.exec(t);
        if (!m) throw new Error(`"${t}" is no name=value`);
        return { path: m[1], value: m[2] };
      });
      return { kind: 'wait', none: verb === 'nothing', checks, s: within < 0 ? 5 : parseFloat(rest[within + 1]) };
    }
    default:
      throw new Error(`"${verb}" is nothing a story can do`);
  }
}

export function parse(text, name = 'story') {
  const story = { name, title: '', lines: [], alone: false };
  text.split('\n').forEach((raw, i) => {
    const line = raw.replace(/\s+#\s.*$/, '').trim();
    if (raw.startsWith('#')) {
      if (!story.title && !/SPDX/.test(raw)) story.title = raw.replace(/^#\s*/, '').trim();
      return;
    }
    if (!line) return;
    try {
      const one = { ...takeLine(words(line)), at: i + 1, text: line };
      if (['clock', 'restart', 'alone'].includes(one.kind)) story.alone = true;
      story.lines.push(one);
    } catch (e) {
      throw new Error(`${name}:${i + 1}: ${e.message}`);
    }
  });
  if (!story.title) throw new Error(`${name}: the first line must say the rule`);
  if (story.lines.length === 0) throw new Error(`${name}: nothing happens`);
  return story;
}
