// What a device read over a day, a week or a month, one plot a reading under one cursor; the day as a band above, and the same
// numbers as a table below. Whether a guest is in is not among the readings.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Device } from '../../gateway/api/contract/device.ts';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { Task } from '../../gateway/api/contract/task.ts';
import type { Telemetry } from '../../gateway/api/contract/telemetry.ts';
import { query } from '../shared/api/api.ts';
import { useWidth } from '../shared/charts/use-width.ts';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { ListState, Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { type HistoryMark, historyMarks, type Span } from './history-marks.ts';
import { stateBand } from './state-band.ts';
import { StateBandView } from './state-band-view.tsx';

const dayMs = 24 * 3_600_000;
const spans = { day: dayMs, week: 7 * dayMs, month: 30 * dayMs } as const;
const spanNames = ['day', 'week', 'month'] as const;
const plotted = ['temperature', 'level', 'battery', 'signal'] as const;
/** Percent of a whole. */
const shares: ReadonlySet<string> = new Set(['level', 'battery']);
const pointsWanted = 400;
const rowsInTable = 24;
const loadPlot = () => import('./history-plot.ts');

type Series = Telemetry['series'][number];

interface DeviceHistoryProps {
  readonly device: Device;
  readonly draws: readonly Draw[];
  readonly tasks: Iterable<Task>;
}

export function DeviceHistory({ device, draws, tasks }: DeviceHistoryProps) {
  const { say, api, clock } = usePage();
  const wanted = useSignal<(typeof spanNames)[number]>('day');
  const told = useSignal<{ readonly span: Span; readonly series: readonly Series[] } | undefined>(undefined);
  const state = useSignal<'waiting' | 'loaded' | 'failed'>('waiting');
  const readings = plotted.filter((reading) => device.lastReading?.readings[reading] !== undefined);
  const load = async () => {
    const to = clock.read();
    const span = { from: to - spans[wanted.value], to };
    const answers = await Promise.all(
      readings.map((reading) => {
        const asked = { from: new Date(span.from).toISOString(), reading, points: pointsWanted };
        return api.get<Telemetry>(`/devices/${device.id}/telemetry${query(asked)}`);
      }),
    );
    const series = answers.flatMap((answer) => (answer.ok ? answer.body.series : []));
    if (answers.every(({ ok }) => ok)) told.value = { span, series };
    state.value = answers.every(({ ok }) => ok) ? 'loaded' : 'failed';
  };
  useEffect(() => {
    void load();
  }, [device.id, wanted.value]);
  const shown = told.value;
  const filled = shown?.series.filter(({ points }) => points.length > 0) ?? [];
  const marks = shown === undefined ? [] : historyMarks(device, tasks, shown.span);
  return (
    <section class="sheet-part">
      <h3>{say('history.title')}</h3>
      <fieldset class="choice" aria-label={say('history.span')}>
        {spanNames.map((name) => (
          <button key={name} type="button" aria-pressed={wanted.value === name} onClick={() => (wanted.value = name)}>
            {say(`history.${name}`)}
          </button>
        ))}
      </fieldset>
      <ListState state={state.value} retry={() => void load()} />
      {shown && filled.length === 0 && <Notice state="silent">{say('history.none')}</Notice>}
      {shown && filled.length > 0 && (
        <>
          {wanted.value === 'day' && (
            <StateBandView
              band={stateBand({
                ...shown.span,
                heardAt: filled.flatMap(({ points }) => points.map(({ at }) => Date.parse(at))),
                draws,
              })}
            />
          )}
          {filled.map((series) => (
            <Plot key={series.reading} series={series} span={shown.span} marks={marks} cursorKey={device.id} />
          ))}
          <Marks marks={marks} />
          <HistoryTable series={filled} />
        </>
      )}
    </section>
  );
}

interface PlotProps {
  readonly series: Series;
  readonly span: Span;
  readonly marks: readonly HistoryMark[];
  readonly cursorKey: string;
}

function Plot({ series, span, marks, cursorKey }: PlotProps) {
  const { say, language } = usePage();
  const { box, width } = useWidth<HTMLDivElement>(480);
  const canvas = useRef<HTMLDivElement>(null);
  const isLong = span.to - span.from > dayMs;
  useEffect(() => {
    let remove = () => {};
    let isGone = false;
    void loadPlot().then(({ drawPlot }) => {
      if (isGone || canvas.current === null) return;
      remove = drawPlot(canvas.current, {
        points: series.points,
        marks,
        span,
        width: width.value,
        values: shares.has(series.reading) ? [0, 100] : undefined,
        cursorKey,
        writeTime: (at) => say(isLong ? 'time.dayShort' : 'time.clock', { at }),
        writeValue: (n) => say('number.whole', { n }),
      });
    });
    return () => {
      isGone = true;
      remove();
    };
  }, [series, span.from, marks.length, width.value, language.value]);
  return (
    <figure class="history-plot" ref={box}>
      <figcaption>{say(`history.reading.${series.reading as (typeof plotted)[number]}`)}</figcaption>
      <div ref={canvas} aria-hidden="true" />
    </figure>
  );
}

function Marks({ marks }: { readonly marks: readonly HistoryMark[] }) {
  const { say } = usePage();
  if (marks.length === 0) return null;
  return (
    <ul class="history-marks">
      {marks.map((mark) => (
        <li key={`${mark.kind} ${mark.from}`}>
          <span class={`mark-of-${mark.kind}`} />
          {say('history.mark', { at: mark.from, what: sayPhrase(say, mark.what) })}
        </li>
      ))}
    </ul>
  );
}

/** A canvas says nothing to a screen reader. */
function HistoryTable({ series }: { readonly series: readonly Series[] }) {
  const { say } = usePage();
  const [longest] = [...series].sort((one, other) => other.points.length - one.points.length);
  const every = Math.max(1, Math.ceil((longest?.points.length ?? 0) / rowsInTable));
  const instants = longest?.points.filter((_point, index) => index % every === 0).map(({ at }) => at) ?? [];
  return (
    <details class="points">
      <summary>{say('history.table')}</summary>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{say('history.at')}</th>
            {series.map(({ reading }) => (
              <th key={reading} scope="col" class="number">
                {say(`history.reading.${reading as (typeof plotted)[number]}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {instants.map((at) => (
            <tr key={at}>
              <td>{say('time.momentSeconds', { at: Date.parse(at) })}</td>
              {series.map(({ reading, points }) => {
                const point = points.find((one) => one.at >= at);
                return (
                  <td key={reading} class="number">
                    {point === undefined ? '–' : say('number.tenths', { n: point.mean })}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
