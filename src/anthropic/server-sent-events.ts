/** An event of a body of type `text/event-stream`, its name and its data as they stand there. */
export interface ServerSentEvent {
  readonly name: string;
  readonly data: string;
}

/** Puts events together from bytes, wherever these are cut. */
export interface EventDecoder {
  /** What is complete with these bytes. */
  push(bytes: Uint8Array): readonly ServerSentEvent[];
  /** No more comes: a last event may lack its empty line. */
  end(): readonly ServerSentEvent[];
}

/** Comments, and events without a name or without data, are left out. */
export function createEventDecoder(): EventDecoder {
  const decoder = new TextDecoder();
  let rest = '';
  let name = '';
  let data: string[] = [];

  function read(lines: readonly string[]): readonly ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    for (const line of lines) {
      if (line === '') {
        const all = data.join('\n');
        if (name !== '' && all !== '') events.push({ name, data: all });
        [name, data] = ['', []];
      } else if (line.startsWith('event:')) {
        name = valueOf(line);
      } else if (line.startsWith('data:')) {
        data.push(valueOf(line));
      }
    }
    return events;
  }

  return {
    push(bytes) {
      // A "\r" at the end may be half of a line's end.
      const lines = (rest + decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      return read(lines);
    },
    end: () => read([...(rest + decoder.decode()).split(/\r\n|\n|\r/), '']),
  };
}

function valueOf(line: string): string {
  const value = line.slice(line.indexOf(':') + 1);
  return value.startsWith(' ') ? value.slice(1) : value;
}
