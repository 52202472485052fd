import protobuf from 'protobufjs';

/** The lines of what is declared, by full name: the parser's objects have none, its tokens do. */
export function declarationLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const tokens = protobuf.tokenize(text, false);
  /** What each open brace belongs to; the empty name adds none. */
  const scopes: string[] = [];
  let opening = '';
  let before: readonly [string, string] = ['', ''];
  for (let token = tokens.next(); token !== null; token = tokens.next()) {
    const [word, name] = before;
    if (token === '{') {
      scopes.push(opening);
      opening = '';
    } else if (token === '}') scopes.pop();
    else if (token === ';') opening = '';
    else if (DECLARES.test(name) && /^\w[\w.]*$/.test(token) && scopes.every(isName)) {
      opening = name === 'oneof' || name === 'extend' ? ONEOF : token;
      note([...scopes, token], tokens.line);
    } else if (token === '=' && word !== '' && name !== '') note([...scopes, name], tokens.line);
    before = [name, token];
  }
  return lines;

  function note(path: readonly string[], line: number): void {
    const full = path.filter((part) => part !== ONEOF).join('.');
    if (!lines.has(full)) lines.set(full, line);
  }
}

const DECLARES = /^(message|enum|service|rpc|oneof|extend|group)$/;
/** Opens a brace without being part of a name. */
const ONEOF = '(';

function isName(scope: string): boolean {
  return scope !== '';
}
