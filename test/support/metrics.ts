// The hub's own counters, as Prometheus reads them.

/** The value of one series: `hub_mqtt_received_total`, `hub_projection_failing{projection="history-samples"}`. */
export async function metric(http: string, series: string): Promise<number> {
  const text = await (await fetch(`${http}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? 0 : Number(line.slice(series.length + 1));
}
