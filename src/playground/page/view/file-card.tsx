import { useEffect, useState } from 'preact/hooks';
import type { FileData } from '../../slack/data.ts';
import { highlight } from '../highlight.ts';
import { Icon } from './icon.tsx';

const PREVIEW_BYTES = 60_000;
const PREVIEW_LINES = 6;

/** A shared file: a picture as it is, a text by its first lines, anything else by its name. */
export function FileCard({ file }: { file: FileData }) {
  const address = `playground/files/${file.id}`;
  const isPicture = /^image\/(?:png|jpeg|gif|webp)$/.test(file.mimetype);
  return (
    <div class="file">
      <p class="file-name">
        <Icon name="file" />
        <span>
          <a href={address} download={file.name}>
            {file.title}
          </a>{' '}
          <small>
            {file.title === file.name ? '' : `${file.name} · `}
            {sizeOf(file.size)}
          </small>
        </span>
      </p>
      {isPicture && (
        <a href={address} target="_blank" rel="noopener" title="Open the whole picture">
          <img class="picture" src={address} alt={file.alt ?? file.title} />
        </a>
      )}
      {isText(file) && <Preview file={file} address={address} />}
    </div>
  );
}

function Preview({ file, address }: { file: FileData; address: string }) {
  const [text, setText] = useState('');
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    fetch(address)
      .then((response) => (response.ok ? response.text() : ''))
      .then(setText, () => setText(''));
  }, [address]);
  const lines = text.trimEnd().split('\n');
  const shown = whole ? lines.join('\n') : lines.slice(0, PREVIEW_LINES).join('\n');
  const html = highlight(shown, file.name.split('.').at(-1) ?? '');
  if (text === '') return null;
  return (
    <>
      <pre tabindex={0} class={/\.(?:md|txt)$/.test(file.name) ? 'prose' : ''}>
        {html === '' ? <code>{shown}</code> : <code dangerouslySetInnerHTML={{ __html: html }} />}
      </pre>
      {lines.length > PREVIEW_LINES && (
        <button type="button" class="link" onClick={() => setWhole(!whole)}>
          {whole ? 'Show less' : `Show all ${lines.length} lines`}
        </button>
      )}
    </>
  );
}

function isText({ mimetype, name, size }: FileData): boolean {
  const known = /^text\/|json|yaml|sql|xml|javascript|typescript/.test(mimetype);
  return size <= PREVIEW_BYTES && (known || /\.(sql|prisma|dbml|rb|tsx?|md|ya?ml)$/.test(name));
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1_048_576
    ? `${Math.round(bytes / 1024)} KB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
