#!/usr/bin/env bash
# Makes sure that the browser tests find a Chromium: one that is there, else Debian's package,
# else Playwright's own build. CHROMIUM names one to use.
set -euo pipefail
cd "$(dirname "$0")/../.."

for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$candidate" ] && command -v "$candidate" >/dev/null; then exit 0; fi
done

echo "Installing Chromium …"
if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
  as_root=$([ "$(id -u)" = 0 ] || echo sudo)
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq chromium >/dev/null
else
  .venv/bin/playwright install chromium
fi
