import type { UploadedFile } from '../../wire.ts';
import { Icon, IconButton } from './icon.tsx';

/** The files that go with the message. */
export function AttachedFiles(props: {
  files: readonly UploadedFile[];
  onLeaveOut: (index: number) => void;
}) {
  const { files, onLeaveOut } = props;
  if (files.length === 0) return null;
  return (
    <ul class="attached" aria-label="Files to send">
      {files.map((file, index) => (
        <li key={index}>
          <Icon name="file" />
          {file.name}
          <IconButton
            icon="close"
            label={`Leave ${file.name} out`}
            onClick={() => onLeaveOut(index)}
          />
        </li>
      ))}
    </ul>
  );
}
