#!/usr/bin/env bash
# Makes sure that the browser tests find a Chromium: the one that CHROMIUM names, else Debian's
# headless shell, which is the fastest, else one that is there, else Playwright's own build.
set -euo pipefail
cd "$(dirname "$0")/../.."

is_there() {
  for candidate in "$@"; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null; then return 0; fi
  done
  return 1
}

install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; } || return 1
  as_root=$([ "$(id -u)" = 0 ] || echo sudo)
  echo "Installing Chromium …"
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null
}

is_there "${CHROMIUM:-}" chromium-headless-shell || install chromium-headless-shell ||
  is_there chromium chromium-browser google-chrome || install chromium || .venv/bin/playwright install chromium
