import type { SgNode } from '@ast-grep/napi';
import type { Hit } from '../finding.ts';
import { all, functionAround, methodOf, type Snippet } from '../snippet.ts';
import { isAsync } from './errors-and-awaits.ts';

/** C#'s tasks and Kotlin's coroutines that nobody waits for. */
export function forgottenTasks(snippet: Snippet): readonly Hit[] {
  switch (snippet.language) {
    case 'csharp':
      return [...unawaited(snippet), ...asyncVoid(snippet)];
    case 'kotlin':
      return globalScope(snippet);
    case 'typescript':
    case 'javascript':
    case 'python':
    case 'java':
    case 'go':
    case 'php':
    case 'ruby':
      return [];
  }
}

/** `SaveAsync();` within an async method. `_ = SaveAsync();` says that it is meant. */
function unawaited(snippet: Snippet): readonly Hit[] {
  return all(snippet.root, ['expression_statement'])
    .filter((statement) => {
      const call = statement.child(0);
      return (
        call !== null &&
        snippet.grammar.calls.includes(String(call.kind())) &&
        /\wAsync$/.test(methodOf(call)) &&
        isAsync(functionAround(call, snippet))
      );
    })
    .map((at) =>
      forgotten(
        at,
        'This returns a task that nobody waits for: its failure is lost, and what follows runs before it is done.',
      ),
    );
}

/** An event handler has to be one. */
function asyncVoid({ root }: Snippet): readonly Hit[] {
  return all(root, ['method_declaration', 'local_function_statement'])
    .filter((method) => {
      const [head = ''] = method.text().split('{');
      return /\basync\s+void\s/.test(head) && !/EventArgs|\boverride\b/.test(head);
    })
    .map((method) =>
      forgotten(
        method.children().find((child) => child.text() === 'async') ?? method,
        'Nobody can wait for `async void`, and an exception in it ends the process.',
      ),
    );
}

function globalScope({ grammar, root }: Snippet): readonly Hit[] {
  return all(root, grammar.calls)
    .filter((call) => /^GlobalScope\s*\.\s*(launch|async)\b/.test(call.text()))
    .map((at) =>
      forgotten(
        at,
        'A coroutine of the GlobalScope belongs to nobody: it is not cancelled, and its failure reaches no caller.',
      ),
    );
}

function forgotten(at: SgNode, reason: string): Hit {
  return {
    id: 'code.missing_await',
    severity: 'warn',
    at,
    reason,
    remedy: 'Await it, or hand it to something that will and that reports its failure.',
  };
}
