// Pictures: taken here, shrunk here, sent when there is a signal. No people, no belongings.
import { useRef, useState } from 'preact/hooks';
import { usePage } from '../ui/page.ts';
import { isOver } from './is-over.ts';
import { shrinkPhoto } from './shrink-photo.ts';
import type { TaskCard } from './task-card.ts';

const mostPhotos = 3;

interface PhotoPartProps {
  readonly card: TaskCard;
  add(jpeg: ArrayBuffer): void;
}

export function PhotoPart({ card, add }: PhotoPartProps) {
  const { say } = usePage();
  const { task, waitingPhotos } = card;
  const [problem, setProblem] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const photos = task.photos ?? [];
  const hasRoom = photos.length + waitingPhotos < mostPhotos;

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    const jpeg = await shrinkPhoto(file).catch(() => undefined);
    setProblem(jpeg === undefined);
    if (jpeg !== undefined) add(jpeg);
    if (input.current !== null) input.current.value = '';
  }

  return (
    <section class="sheet-part">
      <h3>{say('sheet.photo.title')}</h3>
      {photos.length > 0 && (
        <ul class="photos">
          {photos.map(({ id, by, at }, index) => (
            <li key={id}>
              <a href={photoUrl(task.id, id)} target="_blank" rel="noreferrer">
                <img
                  src={photoUrl(task.id, id)}
                  loading="lazy"
                  width={96}
                  height={96}
                  alt={say('sheet.photo.of', { n: index + 1, name: by, at: Date.parse(at) })}
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      {waitingPhotos > 0 && <p class="quiet">{say('sheet.photo.waiting', { n: waitingPhotos })}</p>}
      {hasRoom && !isOver(task) && (
        <label class="button wide photo-button">
          {say('sheet.photo.take')}
          <input
            ref={input}
            type="file"
            class="hidden"
            accept="image/*"
            capture="environment"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
      )}
      {problem && (
        <p class="form-problem" role="alert">
          {say('sheet.photo.problem')}
        </p>
      )}
      <p class="quiet">{say('sheet.photo.rule')}</p>
    </section>
  );
}

function photoUrl(task: string, photo: string): string {
  return `/api/v1/tasks/${encodeURIComponent(task)}/photos/${photo}`;
}
