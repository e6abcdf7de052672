// The raw points behind a day of a machine: what its level said, for those who may read devices.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Telemetry } from '../../../gateway/api/contract/telemetry.ts';
import type { Touchpoint } from '../../../gateway/api/contract/touchpoint.ts';
import { query } from '../api/api.ts';
import { SeriesChart, type SeriesPoint } from '../charts/series-chart.tsx';
import { pagesOf } from '../state/home.ts';
import { shiftDay, startOfHotelDay } from '../time/hotel-day.ts';
import { usePage } from '../ui/page.ts';
import { sourceOf } from './proof-words.ts';

interface DeviceReadingsProps {
  readonly cell: Pick<Touchpoint, 'source' | 'standard'>;
  /** `2026-03-01`, in the hotel's zone. */
  readonly day: string;
}

export function DeviceReadings({ cell, day }: DeviceReadingsProps) {
  const { say, api, session, property } = usePage();
  const points = useSignal<readonly SeriesPoint[]>([]);
  const { kind, name } = sourceOf(cell.source);
  const mayRead = kind === 'device' && pagesOf(session.role).includes('engineering');
  const reading = cell.standard?.startsWith('hot-water') ? 'temperature' : 'level';
  useEffect(() => {
    if (!mayRead) return;
    const from = new Date(startOfHotelDay(day, property.timeZone)).toISOString();
    const to = new Date(startOfHotelDay(shiftDay(day, 1), property.timeZone)).toISOString();
    void api
      .get<Telemetry>(`/devices/${encodeURIComponent(name)}/telemetry${query({ from, to, reading, points: 200 })}`)
      .then((answer) => {
        if (!answer.ok) return;
        const series = answer.body.series.find((one) => one.reading === reading);
        points.value = (series?.points ?? []).map((point) => ({ ...point, at: Date.parse(point.at) }));
      });
  }, [name, day]);
  if (points.value.length < 2) return null;
  const label = say(reading === 'level' ? 'proof.level' : 'proof.temperature', { name });
  return (
    <section class="sheet-part">
      <h3>{label}</h3>
      <SeriesChart points={points.value} label={label} />
    </section>
  );
}
