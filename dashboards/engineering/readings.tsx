// The last sample of a device, each reading with its name and unit. Presence in a guest room is personal: engineers see
// the sensor's health, not whether somebody is in.
import type { Device } from '../../gateway/api/contract/device.ts';
import type { PhraseKey } from '../shared/i18n/translator.ts';
import { usePage } from '../shared/ui/page.ts';

const personal: ReadonlySet<string> = new Set(['occupied']);

const written: Readonly<Record<string, PhraseKey>> = {
  temperature: 'reading.temperature',
  setpoint: 'reading.setpoint',
  flow: 'reading.flow',
  battery: 'reading.battery',
  signal: 'reading.signal',
  humidity: 'reading.humidity',
  level: 'reading.level',
  leaves: 'reading.leaves',
  filter: 'reading.filter',
  cups: 'reading.cups',
  bottles: 'reading.bottles',
};

export function Readings({ of }: { readonly of: Device['lastReading'] }) {
  const { say, sayCode } = usePage();
  if (of === null) return <span class="quiet">–</span>;
  const shown = Object.entries(of.readings).filter(([name]) => !personal.has(name));
  return (
    <span class="readings">
      {shown.map(([name, value]) => {
        const key = written[name];
        return (
          <span key={name}>
            {key !== undefined && typeof value === 'number'
              ? say(key, { n: value })
              : say('reading.other', {
                  name: sayCode('reading.name', name),
                  value: sayCode('reading.word', String(value ?? '–')),
                })}
            {of.implausible.includes(name) && <strong> ! {say('reading.implausible')}</strong>}
          </span>
        );
      })}
    </span>
  );
}
