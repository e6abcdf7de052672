// A new note: which hours by the hotel's clocks, which room, what it was, and why. What the hub refuses stands below.
import { useSignal } from '@preact/signals';
import { refusalsOf } from '../management/edit-fields.ts';
import { hotelDay, hotelDayTime, hotelInstant } from '../shared/time/hotel-day.ts';
import { usePage } from '../shared/ui/page.ts';

/** Notes are about full ones; the last is the one that runs. */
const quarterMs = 15 * 60_000;

const categories = ['sensor-fault', 'no-guests', 'works', 'other'] as const;

interface CorrectionFormProps {
  readonly standard: string;
  onSaved(): void;
}

export function CorrectionForm({ standard, onSaved }: CorrectionFormProps) {
  const { say, api, clock, property, spaces } = usePage();
  const now = clock.read();
  const latest = hotelDayTime((Math.floor(now / quarterMs) + 1) * quarterMs, property.timeZone);
  const given = useSignal({
    from: `${hotelDay(now, property.timeZone)}T00:00`,
    to: latest,
    category: 'sensor-fault',
    space: '',
    reason: '',
  });
  const refused = useSignal('');
  const isSending = useSignal(false);
  const set = (change: Partial<typeof given.value>) => {
    given.value = { ...given.value, ...change };
  };

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    const { from, to, category, space, reason } = given.value;
    const instant = (dayTime: string) => {
      const at = hotelInstant(dayTime, property.timeZone);
      return Number.isNaN(at) ? '' : new Date(at).toISOString();
    };
    isSending.value = true;
    const answer = await api.send('POST', '/corrections', {
      from: instant(from),
      to: instant(to),
      category,
      reason: reason.trim(),
      standard,
      ...(space !== '' && { space }),
    });
    isSending.value = false;
    refused.value = '';
    if (answer.ok) {
      set({ reason: '' });
      onSaved();
      return;
    }
    refused.value = answer.status === 0 ? say('list.failed') : sayRefused(answer.problem);
  }

  function sayRefused(problem: Parameters<typeof refusalsOf>[1]): string {
    return (
      problem.errors?.map(({ field, detail }) => `${field}: ${detail}`).join('; ') ??
      [...refusalsOf([], problem).values()].join(' ')
    );
  }

  return (
    <form class="form" noValidate onSubmit={(event) => void send(event)}>
      <h3>{say('correction.new')}</h3>
      {(['from', 'to'] as const).map((end) => (
        <label key={end}>
          <span>{say(`correction.${end}`)}</span>
          <input
            type="datetime-local"
            step={quarterMs / 1000}
            max={latest}
            value={given.value[end]}
            onInput={(event) => set({ [end]: event.currentTarget.value })}
          />
        </label>
      ))}
      <label>
        <span>{say('correction.category')}</span>
        <select value={given.value.category} onChange={(event) => set({ category: event.currentTarget.value })}>
          {categories.map((one) => (
            <option key={one} value={one}>
              {say(`correction.category.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{say('correction.space')}</span>
        <select value={given.value.space} onChange={(event) => set({ space: event.currentTarget.value })}>
          <option value="">{say('correction.wholeHouse')}</option>
          {spaces.map(({ id }) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{say('correction.reason')}</span>
        <textarea rows={3} value={given.value.reason} onInput={(event) => set({ reason: event.currentTarget.value })} />
      </label>
      <p class="form-problem" role="alert">
        {refused.value}
      </p>
      <button type="submit" class="button primary" disabled={isSending.value || given.value.reason.trim().length < 3}>
        {say('correction.save')}
      </button>
    </form>
  );
}
