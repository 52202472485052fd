import { useRef, useState } from 'preact/hooks';
import type { ChannelData } from '../../slack/data.ts';
import type { UploadedFile } from '../../wire.ts';
import { roomName } from './sidebar.tsx';
import type { World } from './app.tsx';

const COMMANDS = ['/schema-review'];

/** Where one writes. Enter sends, Shift+Enter breaks the line, a file is dropped, pasted or picked. */
export function Composer({
  world,
  room,
  threadTs,
}: {
  world: World;
  room: ChannelData;
  threadTs?: string;
}) {
  const { snapshot, me, send } = world;
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly UploadedFile[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const bot = snapshot.people.find((person) => person.isBot);
  const completions = complete(text, bot?.name);

  const submit = () => {
    if (text.trim() === '' && files.length === 0) return;
    const command = COMMANDS.find(
      (name) => text === name || text.startsWith(`${name} `) || text.startsWith(`${name}\n`),
    );
    if (command !== undefined && threadTs === undefined) {
      send({
        act: 'command',
        as: me,
        channel: room.id,
        command,
        text: text.slice(command.length).trim(),
      });
    } else {
      send({
        act: 'say',
        as: me,
        channel: room.id,
        text,
        files,
        ...(threadTs === undefined ? {} : { threadTs }),
      });
    }
    setText('');
    setFiles([]);
  };
  const take = async (picked: Iterable<File>) => {
    setFiles([...files, ...(await Promise.all([...picked].map(upload)))]);
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => (event.preventDefault(), submit())}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => (event.preventDefault(), void take(event.dataTransfer?.files ?? []))}
    >
      {completions.map((choice) => (
        <button key={choice} type="button" class="completion" onClick={() => setText(`${choice} `)}>
          {choice}
        </button>
      ))}
      {files.map((file) => (
        <span key={file.name} class="attached">
          📄 {file.name}
        </span>
      ))}
      <textarea
        aria-label={threadTs === undefined ? `Message ${roomName(room)}` : 'Reply in thread'}
        placeholder={threadTs === undefined ? `Message ${roomName(room)}` : 'Reply…'}
        rows={Math.min(10, text.split('\n').length + 1)}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onPaste={(event) =>
          event.clipboardData?.files.length && void take(event.clipboardData.files)
        }
        onKeyDown={(event) => {
          if (event.key === 'Tab' && completions[0] !== undefined) {
            event.preventDefault();
            setText(`${completions[0]} `);
          } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            submit();
          }
        }}
      />
      <div class="composer-actions">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => void take(event.currentTarget.files ?? [])}
        />
        <button type="button" onClick={() => picker.current?.click()}>
          Attach a file
        </button>
        <button type="submit" class="primary">
          Send
        </button>
      </div>
    </form>
  );
}

/** What the word being written at the start may become. */
function complete(text: string, botName: string | undefined): readonly string[] {
  if (!/^[@/]\S*$/.test(text)) return [];
  const all = [...COMMANDS, ...(botName === undefined ? [] : [`@${botName}`])];
  return all.filter((choice) => choice.startsWith(text) && choice !== text);
}

async function upload(file: File): Promise<UploadedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { name: file.name, mimetype: file.type || 'text/plain', base64: btoa(binary) };
}
