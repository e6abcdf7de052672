// The same hub on a broker of the house's own (HUB_MQTT_URL): the main job once through, heard and told through that broker.
import { connectAsync } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { addDevice, runTap, wireSample } from '../faults/live-devices.ts';
import { draw, front } from '../fixtures/water-physics.ts';
import { startMosquitto } from '../gateway/ingestion/start-mosquitto.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { metric } from '../support/metrics.ts';
import { startHub } from '../support/start-hub.ts';

interface WireTask {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly state: string;
}

describeWith(['mosquitto'], 'a hub on an external broker', () => {
  it('hears the cold draw, tells the task, and believes the hot one', async () => {
    const mosquitto = await startMosquitto();
    const hub = await startHub({ settings: { HUB_MQTT_URL: mosquitto.url } });
    onTestFinished(() => hub.remove());
    expect(hub.mqtt).toBe(mosquitto.url);
    const bridge = await connectAsync(mosquitto.url, { clientId: 'bridge' });
    onTestFinished(() => bridge.endAsync());
    const told = new Map<string, string[]>();
    bridge.on('message', (topic, payload) => told.set(topic, [...(told.get(topic) ?? []), payload.toString()]));
    await bridge.subscribeAsync('hub/demo/#', { qos: 1 });
    await eventually(
      async () => told.get('hub/demo/hub/presence'),
      (said) => said?.at(-1) === 'online',
    );

    const sensor = await addDevice(hub, 'hw-1203', 'hot-water-sensor');
    onTestFinished(() => sensor.close());
    const stream = await hub.admin.stream();
    const edgeAt = Date.now() - 5 * 60_000;
    await runTap(sensor, draw(edgeAt, { water: front(14), openS: 20 }));
    await stream.until(({ event, data }) => event === 'draw' && data.outcome === 'missed');
    const { data } = await stream.until(({ event, data }) => event === 'task' && data.kind === 'warm-up');
    const onTopic = await eventually(
      async () => told.get('hub/demo/staff/engineer/task') ?? [],
      (said) => said.length >= 1,
    );
    expect(JSON.parse(onTopic[0] as string)).toMatchObject({ id: data.id, state: 'open' });

    let task = await hub.admin.get<WireTask>(`/tasks/${data.id}`);
    for (const action of ['accept', 'start', 'complete']) {
      task = await hub.admin.post<WireTask>(`/tasks/${task.id}/${action}`, { version: task.version });
    }
    await runTap(sensor, draw(edgeAt + 120_000, { water: front(6), openS: 20 }));
    await stream.until(({ event, data }) => event === 'task' && data.state === 'verified');
    stream.close();
  });

  it('takes a retained message for a replay: no event, no draw, no task', async () => {
    const mosquitto = await startMosquitto();
    const at = Date.now() - 60_000;
    const cold = draw(at - 60_000, { water: front(14), openS: 20 }).map(wireSample);
    await mosquitto.publish('hub/demo/hw-1203/telemetry', JSON.stringify({ samples: cold }), '-r');
    await mosquitto.publish(
      'hub/demo/hw-1203/event',
      JSON.stringify({ id: 'f', at, type: 'fault', code: 'probe' }),
      '-r',
    );
    const hub = await startHub({ settings: { HUB_MQTT_URL: mosquitto.url } });
    onTestFinished(() => hub.remove());
    await eventually(
      () => metric(hub.http, 'hub_mqtt_replayed_total'),
      (count) => count === 2,
    );
    const sensor = await addDevice(hub, 'hw-1203', 'hot-water-sensor');
    onTestFinished(() => sensor.close());
    await sensor.publish('telemetry', { at: Date.now(), temperature: 22, flow: 0 });
    await eventually(
      () => metric(hub.http, 'hub_mqtt_received_total'),
      (count) => count >= 3,
    );
    expect(await hub.admin.list('/draws')).toEqual([]);
    expect(await hub.admin.list('/tasks')).toEqual([]);
    expect(await hub.admin.list('/touchpoints')).toEqual([]);
  });
});
