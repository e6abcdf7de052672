// A note: a phrase that reads exactly right in every language, or one's own words, which say in which language they are.
import { usePage } from '../ui/page.ts';
import { commentGroups } from './coded-notes.ts';

const groups = ['guest', 'need', 'found', 'did'] as const;

export function CommentPart({ send }: { send(note: string, language?: string): void }) {
  const { say, language } = usePage();
  return (
    <details class="sheet-part fold">
      <summary>{say('sheet.comment.title')}</summary>
      {groups.map((group) => (
        <div key={group} class="fold-group">
          <h3>{say(`sheet.comment.${group}`)}</h3>
          <div class="chips">
            {commentGroups[group].map((code) => (
              <button key={code} type="button" class="chip" onClick={() => send(code)}>
                {say(`note.${code}`)}
              </button>
            ))}
          </div>
        </div>
      ))}
      <form
        class="comment-form"
        onSubmit={(event) => {
          event.preventDefault();
          const note = new FormData(event.currentTarget).get('note');
          if (typeof note === 'string' && note.trim() !== '') send(note.trim(), language.value);
        }}
      >
        <input
          name="note"
          maxLength={500}
          autocomplete="off"
          placeholder={say('sheet.comment.own')}
          aria-label={say('sheet.comment.own')}
        />
        <button type="submit" class="button">
          {say('sheet.comment.send')}
        </button>
      </form>
    </details>
  );
}
