// The worker that opens the pages without the hub. Only a page that came by HTTPS which the phone trusts may have one; everywhere
// else the page is as live as before, and no more.

export async function keepOfflineCopy(): Promise<void> {
  if (!isSecureContext || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/sw.js');
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage([location.pathname, '/', ...loadedFiles()]);
  } catch {
    // A certificate that was only clicked away: the browser allows no worker.
  }
}

function loadedFiles(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname);
}
