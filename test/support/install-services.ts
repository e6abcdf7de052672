// Before the first test: installs the services that are missing where it may (root, on Debian or Ubuntu), saying so, and
// otherwise says what to install. Nothing that it installs is left running: each test starts its own on free ports.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { missingAdvice, pathOf, serviceNames, services } from './services.ts';

/** Debian asks this program before a package may start its service; 101 is "not allowed". */
const startPolicy = '/usr/sbin/policy-rc.d';

export default function installServices(): void {
  const advice = missingAdvice(serviceNames);
  if (advice === undefined) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    say(`${advice} (as root). Tests that need them ${process.env['CI'] ? 'fail' : 'are skipped'}.`);
    return;
  }
  const missing = serviceNames.filter((service) => pathOf(service) === undefined);
  const packages = missing.map((service) => services[service].debianPackage);
  say(`${missing.join(', ')} missing: installing ${packages.join(', ')} with apt-get …`);
  installPackages(packages);
  say(missingAdvice(missing) ?? 'installed.');
}

function installPackages(packages: readonly string[]): void {
  const mayStart = existsSync(startPolicy);
  if (!mayStart) writeFileSync(startPolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    aptGet(['update']);
    aptGet(['install', '--yes', '--no-install-recommends', ...packages]);
  } finally {
    if (!mayStart) rmSync(startPolicy);
  }
  if (existsSync('/run/systemd/system')) {
    spawnSync('systemctl', ['disable', '--now', 'influxdb.service', 'mosquitto.service'], { stdio: 'ignore' });
  }
}

function aptGet(command: readonly string[]): void {
  const { status, stderr } = spawnSync('apt-get', ['--quiet', '--quiet', ...command], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  // The tests that need what is missing then say so one by one.
  if (status !== 0) say(`apt-get ${command.join(' ')} failed (${status}): ${stderr.trim()}`);
}

function say(words: string): void {
  process.stderr.write(`Test services: ${words}\n`);
}
