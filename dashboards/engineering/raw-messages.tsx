// What a device really said, message by message. Asked for when it is opened.
import { useSignal } from '@preact/signals';
import type { DeviceMessage } from '../../gateway/api/contract/device-message.ts';
import type { Listed } from '../shared/api/api.ts';
import { ListState } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';

export function RawMessages({ device }: { readonly device: string }) {
  const { say, api, session } = usePage();
  const told = useSignal<readonly DeviceMessage[]>([]);
  const state = useSignal<'closed' | 'waiting' | 'loaded' | 'failed'>('closed');
  if (session.role !== 'engineer' && session.role !== 'admin') return null;
  const load = async () => {
    state.value = 'waiting';
    const answer = await api.get<Pick<Listed<DeviceMessage>, 'items'>>(`/devices/${device}/messages`);
    if (answer.ok) told.value = answer.body.items;
    state.value = answer.ok ? 'loaded' : 'failed';
  };
  return (
    <details class="points" onToggle={({ currentTarget }) => currentTarget.open && void load()}>
      <summary>{say('messages.title')}</summary>
      {state.value !== 'closed' && <ListState state={state.value} retry={() => void load()} />}
      {state.value === 'loaded' && told.value.length === 0 && <p class="quiet">{say('messages.none')}</p>}
      <ul class="refused">
        {told.value.map((message) => (
          <li key={`${message.at} ${message.channel} ${message.text}`}>
            <time dateTime={message.at}>{say('time.momentSeconds', { at: Date.parse(message.at) })}</time>
            <code>{message.channel}</code>{' '}
            <span class="quiet">
              {say('messages.how', { qos: message.qos, bytes: message.bytes })}
              {message.retain && <strong> {say('messages.retained')}</strong>}
            </span>
            <p>
              {message.text === null ? (
                <span class="quiet">{say('messages.withheld')}</span>
              ) : (
                <code class="bytes">{message.text}</code>
              )}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
