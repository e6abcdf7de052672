// One draw, from its sentence to its points. The address holds its id, so that it can be sent to somebody.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DrawBeside, DrawWithCurve } from '../../../gateway/api/contract/draw.ts';
import { sayPhrase } from '../i18n/phrase.ts';
import { Badge } from '../ui/badge.tsx';
import { NotThere } from '../ui/not-there.tsx';
import { ListState } from '../ui/notice.tsx';
import { usePage } from '../ui/page.ts';
import { Sheet } from '../ui/sheet.tsx';
import { DrawActions } from './draw-actions.tsx';
import { DrawCurve } from './draw-curve.tsx';
import { DrawFacts } from './draw-facts.tsx';
import { drawSentence } from './draw-sentence.ts';
import { stateOfOutcome } from './outcome.ts';

interface DrawSheetProps {
  readonly id: string;
  /** Rises when the stream told something new of this draw. */
  readonly news: number;
  onClose(): void;
}

export function DrawSheet({ id, news, onClose }: DrawSheetProps) {
  const { say, api, placeName } = usePage();
  const draw = useSignal<DrawWithCurve | undefined>(undefined);
  const beside = useSignal<DrawBeside | undefined>(undefined);
  const state = useSignal<'waiting' | 'loaded' | 'failed' | 'unknown'>('waiting');
  const load = async () => {
    const path = `/draws/${encodeURIComponent(id)}`;
    const [answer, neighbours] = await Promise.all([
      api.get<DrawWithCurve>(path),
      api.get<DrawBeside>(`${path}/beside`),
    ]);
    if (neighbours.ok) beside.value = neighbours.body;
    if (answer.ok) draw.value = answer.body;
    state.value = answer.ok ? 'loaded' : answer.status === 404 ? 'unknown' : 'failed';
  };
  useEffect(() => {
    void load();
  }, [id, news]);
  const told = draw.value;
  return (
    <Sheet
      title={told === undefined ? say('draw.title') : say('draw.titleOf', { space: placeName(told.space) })}
      wide
      onClose={onClose}
    >
      {state.value === 'unknown' ? (
        <NotThere onBack={onClose}>{say('draw.unknown')}</NotThere>
      ) : (
        <ListState state={state.value} retry={() => void load()} />
      )}
      {told && <DrawBody draw={told} beside={beside.value} />}
    </Sheet>
  );
}

interface DrawBodyProps {
  readonly draw: DrawWithCurve;
  /** Unset where it could not be had: the draw stands without it. */
  readonly beside: DrawBeside | undefined;
}

function DrawBody({ draw, beside }: DrawBodyProps) {
  const { say } = usePage();
  const whole = useSignal(false);
  const sentence = sayPhrase(say, drawSentence(draw));
  const longer = (draw.curve.at(-1)?.s ?? 0) > 20;
  return (
    <>
      <div class="draw-verdict">
        <Badge state={stateOfOutcome[draw.outcome]}>{say(`outcome.${draw.outcome}`)}</Badge>
        <p>{sentence}</p>
      </div>
      {draw.curve.length > 0 ? (
        <DrawCurve draw={draw} beside={beside} whole={whole.value} label={sentence} />
      ) : (
        <p class="quiet">{say(draw.endedAt === null ? 'draw.stillRunning' : 'draw.noCurve')}</p>
      )}
      {longer && (
        <button type="button" class="link" aria-pressed={whole.value} onClick={() => (whole.value = !whole.value)}>
          {say(whole.value ? 'draw.showStart' : 'draw.showWhole')}
        </button>
      )}
      <DrawActions draw={draw} beside={beside} />
      <DrawFacts draw={draw} />
      <details class="points">
        <summary>{say('draw.points', { n: draw.curve.length })}</summary>
        <DrawPoints draw={draw} />
      </details>
    </>
  );
}

function DrawPoints({ draw }: { readonly draw: DrawWithCurve }) {
  const { say } = usePage();
  const corrected = draw.curve.some((point) => point.corrected !== null);
  const cell = (value: number | null) => (value === null ? '–' : say('number.tenths', { n: value }));
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{say('draw.column.s')}</th>
          <th scope="col">{say('draw.column.temperature')}</th>
          {corrected && <th scope="col">{say('draw.column.corrected')}</th>}
          <th scope="col">{say('draw.column.flow')}</th>
        </tr>
      </thead>
      <tbody>
        {draw.curve.map((point) => (
          <tr key={point.s}>
            <td>{cell(point.s)}</td>
            <td>{cell(point.temperature)}</td>
            {corrected && <td>{cell(point.corrected)}</td>}
            <td>{cell(point.flow)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
