import type { Snapshot } from '../../../slack/data.ts';
import { Icon } from '../icon.tsx';
import { type Fields, fieldsOf, plain, textOf } from '../fields.ts';
import { SafeLink } from './links.tsx';

/** Pictures come from this machine only; of others one sees what they are said to show. */
export function Picture({ of, snapshot }: { of: Fields; snapshot: Snapshot }) {
  const alt = textOf(of['alt_text']) ?? '';
  const address = addressOf(of, snapshot);
  if (address !== null) return <img class="picture" src={address} alt={alt} />;
  return (
    <span class="picture elsewhere" role="img" aria-label={alt}>
      <Icon name="picture" /> {alt || 'A picture from elsewhere'}
    </span>
  );
}

/** The `image` block: a picture with its title above it. */
export function PictureBlock({ block, snapshot }: { block: Fields; snapshot: Snapshot }) {
  const title = plain(block['title']);
  return (
    <figure>
      {title !== '' && <figcaption>{title}</figcaption>}
      <Picture of={block} snapshot={snapshot} />
    </figure>
  );
}

/** `video`: who made it, what it is, and the way there; nothing is embedded from elsewhere. */
export function Video({ block, snapshot }: { block: Fields; snapshot: Snapshot }) {
  const title = plain(block['title']);
  const by = [textOf(block['provider_name']), textOf(block['author_name'])].filter(Boolean);
  const thumbnail = { image_url: block['thumbnail_url'], alt_text: block['alt_text'] };
  return (
    <div class="video">
      <p class="quiet">{by.join(' · ')}</p>
      <p>
        <SafeLink url={textOf(block['title_url']) ?? textOf(block['video_url']) ?? ''}>
          <strong>{title}</strong>
        </SafeLink>
      </p>
      <p>{plain(block['description'])}</p>
      <Picture of={thumbnail} snapshot={snapshot} />
    </div>
  );
}

/** `file`: one that is kept elsewhere, known here by its id only. */
export function RemoteFile({ block }: { block: Fields }) {
  return (
    <p class="file file-name">
      <Icon name="file" /> <strong>{textOf(block['external_id'])}</strong>
      <small>kept outside of Slack</small>
    </p>
  );
}

function addressOf(of: Fields, { files }: Snapshot): string | null {
  const url = textOf(of['image_url']) ?? '';
  if (url.startsWith('data:image/')) return url;
  const named = fieldsOf(of['slack_file']);
  const file = files.find((known) => known.id === named['id'] || known.url === named['url']);
  return file === undefined ? null : `playground/files/${file.id}`;
}
