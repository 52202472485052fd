import type { SgNode } from '@ast-grep/napi';
import { calledName, type Snippet } from '../snippet.ts';

/** Whether a call asks a database, as far as its name and what it is called on can tell. */
export function isQuery(call: SgNode, { language }: Snippet): boolean {
  const name = calledName(call);
  const [, receiver = '', method = name] = /^(.*?)\.?(\w+)[!?]?$/.exec(name) ?? [];
  if (RUNS.test(language === 'csharp' ? withoutAsync(method) : method)) {
    return takesSql(call) || (receiver !== '' && isStatement(receiver));
  }
  if (language === 'csharp') return isDotNetQuery(receiver, withoutAsync(method));
  if (ASKS.test(method)) return receiver !== '' || /query/i.test(method);
  const isTable = /^[A-Z]\w+$/.test(receiver);
  if (isTable && /^(find|where)$/.test(method)) return true;
  if (isTable && language === 'kotlin') return EXPOSED.test(method);
  return GENERIC.test(method) && isDatabase(receiver, method);
}

/** `GetAsync` is Get. */
export function withoutAsync(name: string): string {
  return name.replace(/Async$/, '');
}

const ASKS =
  /^(query|queryrow|querycontext|queryrowcontext|queryforobject|queryforlist|queryformap|executequery|executeupdate|execcontext|fetchone|fetchall|fetch_all|findone|findunique|findfirst|findmany|findbypk|find_by|find_by_id|findby\w+|getone|mysqli_query|pg_query)$/i;

/** What threads, patterns and commands are called with, too. */
const RUNS = /^exec(ute)?$/i;

/** `exec("SELECT …")`, `execute(sql)`. */
function takesSql(call: SgNode): boolean {
  return /^[^(]*\(\s*([\w@$]{0,2}["'`]{1,3}\s*(select|insert|update|delete|merge|with|call|replace|create|drop|alter|truncate)\b|\w*(sql|query|stmt|statement)\b)/i.test(
    call.text(),
  );
}

function isStatement(receiver: string): boolean {
  return /(^|[._$])(\w*db|\w*conn(ection)?|pg|prisma|knex|tx|trx|session|engine|cursor|cur|stmt|statement|ps|pstmt|pdo|dbh|mysqli|jdbc\w*)$/i.test(
    receiver,
  );
}

const GENERIC =
  /^((delete|exists|count|get)by\w+|find|get|select|where|first|last|filter|save|create|update|insert|delete|count|load)$/i;

function isDatabase(receiver: string, method: string): boolean {
  // `query = query.where(…)` for each filter puts one query together.
  if (/(^|[._$])query$/i.test(receiver)) return /^(first|last|find|get|count|load)$/i.test(method);
  return /(^|[._$])(db|conn(ection)?|pool|prisma|knex|tx|trx|session|cursor|cur|em|entitymanager|objects|query|jdbc\w*)(\.\w+)?$|repo(sitory)?(\.\w+)?$|(dao|model|mapper)$/i.test(
    receiver,
  );
}

/** Kotlin's Exposed, whose tables are objects. */
const EXPOSED = /^(selectAll|select|insert\w*|update|upsert|deleteWhere|findById)$/;

/** ADO.NET, Dapper and Entity Framework; what only marks an entity (`Add`, `Update`) asks nobody. */
function isDotNetQuery(receiver: string, method: string): boolean {
  if (receiver === '') return false;
  if (DOT_NET.test(method)) return true;
  if (/repo(sitory)?$|dao$/i.test(receiver))
    return /^(get|find|load|exists|count|list|save)/i.test(method);
  const isContext =
    /(^|\.)_?(\w*db|\w*context|ctx)(\.\w+)?$/i.test(receiver) &&
    !/(http|sync\w*|execution|assembly\w*|validation|action|filter|security)_?context/i.test(
      receiver,
    );
  return isContext && ENTITY_FRAMEWORK.test(method);
}

const DOT_NET =
  /^(Query((First|Single)(OrDefault)?|Multiple)?|Execute(Scalar|Reader|NonQuery)|FromSql(Raw|Interpolated)?|ExecuteSql(Raw|Interpolated)?|SaveChanges)$/;

const ENTITY_FRAMEWORK =
  /^((Find|First|Single|Last)(OrDefault)?|Any|All|Count|LongCount|Sum|Max|Min|Average|ToList|ToArray|ToDictionary|Where|Include|AsNoTracking|Set|Load|ExecuteUpdate|ExecuteDelete)$/;
