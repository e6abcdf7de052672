// Which push services the hub may call for the browsers of its people: those that browsers come with, or those that the hotel names.

/** Of Chrome and Edge on Android, Firefox, Safari, and Edge on Windows. */
export const usualPushServices =
  'fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,*.notify.windows.com';

const host = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/;

/** @param list `web.push.apple.com, *.notify.windows.com`: hosts with their port where it is not 443, `*.` for all that end so */
export function pushServicesOf(list: string): readonly string[] {
  // As URLs have it: the port of HTTPS is not said.
  return list.split(',').map((part) => part.trim().toLowerCase().replace(/:443$/, ''));
}

export function isPushServiceList(list: string): boolean {
  return pushServicesOf(list).every((one) => host.test(one));
}
