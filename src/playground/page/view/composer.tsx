import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChannelData } from '../../slack/data.ts';
import { useDraft } from '../draft.ts';
import { useDropZone } from '../drop-zone.ts';
import { sendDraft } from '../send-draft.ts';
import { roomTitle } from '../rooms.ts';
import { botOf, type World } from '../world.ts';
import { AttachedFiles } from './attached-files.tsx';
import { CompletionList } from './completion-list.tsx';
import { ComposerBar, type SamplesSwitch } from './composer-bar.tsx';
import { ComposerField } from './composer-field.tsx';

export interface ComposerProps {
  readonly world: World;
  readonly room: ChannelData;
  readonly threadTs?: string;
  readonly focused?: boolean;
  /** Arrow up in an empty composer: the last message is to be edited. */
  readonly onEditLast?: () => void;
  /** Sample questions, where there are some to show or to hide. */
  readonly samples?: SamplesSwitch;
}

/** Where one writes. Files are dropped, pasted or picked. */
export function Composer(props: ComposerProps) {
  const { world, room, threadTs, focused, onEditLast, samples } = props;
  const { snapshot, me, drafts } = world;
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const here = snapshot.people.filter((person) => room.members.includes(person.id));
  const place = [me, room.id, threadTs].join(':');
  const state = useDraft(field, here, {
    kept: drafts.get(place),
    keep: (draft) => void drafts.set(place, draft),
  });
  const dragging = useDropZone(form, (files) => void state.take(files));
  useLayoutEffect(() => {
    if (focused === true) field.current?.focus();
  }, [focused]);

  const bot = botOf(snapshot);
  const name = roomTitle(room, bot);
  const id = `completion-${threadTs ?? 'room'}`;
  const label = threadTs === undefined ? `Message ${roomMark(room)}${name}` : 'Reply in thread';
  const submit = () => {
    if (state.isEmpty) return;
    void state.submit((draft) => sendDraft(draft, world, { channel: room.id, threadTs }));
  };
  return (
    <form
      ref={form}
      class={dragging ? 'composer dragging' : 'composer'}
      onSubmit={(event) => (event.preventDefault(), submit())}
    >
      {state.completion !== null && (
        <CompletionList
          id={id}
          choices={state.completion.choices}
          chosen={state.chosen}
          onChoose={state.choose}
        />
      )}
      <AttachedFiles files={state.draft.files} onLeaveOut={state.leaveOut} />
      <ComposerField
        state={state}
        field={field}
        label={label}
        placeholder={dragging ? 'Let go to add the files to your message' : label}
        listId={id}
        onSubmit={submit}
        onEditLast={onEditLast}
      />
      <ComposerBar state={state} mention={`@${bot?.name ?? ''}`} samples={samples} />
    </form>
  );
}

function roomMark({ kind }: ChannelData): string {
  return kind === 'direct' ? '' : '#';
}
