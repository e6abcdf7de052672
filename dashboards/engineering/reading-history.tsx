// The temperature of the last day, with the least and the most of each stretch: a mean alone hides the cold plug.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Telemetry } from '../../gateway/api/contract/telemetry.ts';
import { query } from '../shared/api/api.ts';
import { SeriesChart } from '../shared/charts/series-chart.tsx';
import { usePage } from '../shared/ui/page.ts';

const dayMs = 24 * 3_600_000;
const pointsWanted = 288;

export function ReadingHistory({ device }: { readonly device: string }) {
  const { say, api, clock } = usePage();
  const told = useSignal<Telemetry | undefined>(undefined);
  useEffect(() => {
    const from = new Date(clock.read() - dayMs).toISOString();
    const path = `/devices/${device}/telemetry${query({ from, reading: 'temperature', points: pointsWanted })}`;
    void api.get<Telemetry>(path).then((answer) => {
      if (answer.ok) told.value = answer.body;
    });
  }, [api, clock, device, told]);
  const points = told.value?.series[0]?.points ?? [];
  if (points.length < 2) return null;
  return (
    <section class="sheet-part">
      <h3>{say('device.lastDay')}</h3>
      <SeriesChart
        points={points.map(({ at, ...values }) => ({ at: Date.parse(at), ...values }))}
        label={say('device.lastDay')}
      />
    </section>
  );
}
